"""Broken files: what is said, where, and that nothing is ever raised."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import CORE, load, patterned, text
from strategies import core as check
from toml_texts import documents

from gkreport.finding import Finding
from gkreport.report.read import read
from gkreport.rules.engine import run
from gkreport.source import decode
from gkreport.source.hints import newer_syntax
from gkreport.source.toml import parse

FORM = load("2021")
WHOLE = text(FORM, patterned(FORM, every=3), order=list)
WIDE = "full-width-sign"
BROKEN = "broken-toml"
TWICE = "duplicate-key"
BRANCH = "branch-and-leaves"


def of_bytes(data: bytes) -> tuple[Finding, ...]:
    """Every finding about a file's bytes."""
    return run(read(decode("report.toml", data)))


def told(written: str) -> list[tuple[str, int | None, int | None, str]]:
    """Rule, line, column and what stands there, of each problem of a text that cannot be read."""
    source = decode("report.toml", written.encode())
    assert parse(source).values is None
    return [(f.name, f.line, f.column, f.hit.found) for f in run(read(source))]


@pytest.mark.parametrize(
    ("written", "column", "sign", "half"),
    [
        ("a ＝ 3", 3, "＝", "="),
        ("a = ３", 5, "３", "3"),
        ("a = １２３", 5, "１２３", "123"),
        ("a = [1，2]", 7, "，", ","),
        ("a = [1、2]", 7, "、", ","),
        ("a = “字”", 5, "“字”", '" "'),
        ("a = ‘字’", 5, "‘字’", '" "'),
        ("a = ”", 5, "”", '"'),
        ("a = 1．5", 6, "．", "."),
        ("a = －1", 5, "－", "-"),
        ("a = 1 ＃ 注", 7, "＃", "#"),
        ("ａ = 1", 1, "ａ", "a"),
        ("a：1", 2, "：", "="),
        ("a\u3000= 1", 2, "\u3000", "空格"),
        ("a\u00a0= 1", 2, "\u00a0", "空格"),
    ],
    ids=ascii,
)
def test_a_full_width_sign_is_named(written: str, column: int, sign: str, half: str) -> None:
    """What was typed, where, and what to type instead."""
    assert [(WIDE, 2, column, sign)] == told(f"x = 1\n{written}\ny = 2\n")
    [found] = check(f"x = 1\n{written}\ny = 2\n")
    assert half == found.hit.expected
    assert half in found.hit.message


def test_every_full_width_sign_is_named_in_one_go() -> None:
    """On all lines, and in the order of the text."""
    signs = [(1, 1, "【"), (1, 3, "】"), (2, 3, "＝"), (2, 6, "３"), (2, 7, "，"), (4, 3, "＝")]
    assert [(WIDE, *sign) for sign in signs] == told("【a】\nb ＝ [３，4]\nc = 1\nd ＝ 5\n")


def test_a_full_width_sign_and_another_error_are_both_told() -> None:
    assert told("a = tru\nb ＝ 1\n") == [(BROKEN, 1, 5, "tru"), (WIDE, 2, 3, "＝")]


@pytest.mark.parametrize(
    "quoted",
    [
        '"＝“３”，"',
        "'＝“３”，'",
        '"""\n＝“３”，\n"""',
        "'''\n＝“３”，\n'''",
        '"\\"３"',
        "1 # ＝“３”，",
    ],
    ids=["basic", "literal", "long", "long literal", "after an escape", "comment"],
)
def test_full_width_signs_inside_texts_and_comments_are_fine(quoted: str) -> None:
    """They are not named where they stand, even beside one that is."""
    written = f"a = {quoted}\n"
    assert parse(decode("x", written.encode())).values is not None
    line = written.count("\n") + 1
    assert [(WIDE, line, 3, "＝")] == told(f"{written}b ＝ 1\n")


@pytest.mark.parametrize(
    ("written", "column", "found", "words"),
    [
        ("a = 12件", 5, "12件", "请只写 12"),
        ("a = [3, 1.5万元]", 9, "1.5万元", "请只写 1.5"),
        ("a = 1,234", 5, "1", "千位"),
        ("a", 1, "a", "等号"),
        ("a 3", 3, "3", "等号"),
        ("中文 = 1", 1, "中文", "英文的键名"),
        ("a = ", 5, "", "半角双引号"),
        ("a = tru", 5, "tru", "半角双引号"),
        ("a = 1 b = 2", 7, "b", "一行只写一项"),
        ("a = 2025-02-30", 5, "2025-02-30", "日期"),
        ('a = "\\q"', 6, "\\q", "反斜杠"),
        ('a = "x', 5, '"x', "收尾的半角引号"),
        ("a = 'x", 6, "x", "单引号"),
        ("[a", 2, "a", "表头"),
        ('a = "x\x00y"', 7, "\x00", "不能直接写"),
    ],
    ids=ascii,
)
def test_the_first_syntax_error(written: str, column: int, found: str, words: str) -> None:
    """The rule, the place and the word there; the message says what is missing."""
    whole = f"x = 1\n{written}\n"
    assert [(BROKEN, 2, column, found)] == told(whole)
    assert words in check(whole)[0].hit.message


@pytest.mark.parametrize(
    "written",
    [
        "a = [1, 2\nb = 3\n",
        "a = [\n",
        "a = {b = 1\n",
        'a = """x\n\n',
        "a = '''x\n",
        "[[a]\nb = 1\n",
    ],
)
def test_what_is_not_closed(written: str) -> None:
    [(rule, line, _, _)] = told(written)
    assert rule == BROKEN
    assert line is not None
    assert re.search("没有(写完|结束)", check(written)[0].hit.message)


@pytest.mark.parametrize(
    ("written", "problems"),
    [
        ("a = 1\na = 2\n", [(TWICE, 2, 1, "a")]),
        ("a = 1\na = 2\na = 3\n", [(TWICE, 2, 1, "a"), (TWICE, 3, 1, "a")]),
        ("[a]\nx = 1\n[a]\ny = 1\n", [(TWICE, 3, 1, "a")]),
        ("[a]\nx = 1\n[b]\nx = 1\n[a]\n[b]\n", [(TWICE, 5, 1, "a"), (TWICE, 6, 1, "b")]),
        ("t.a = 1\nt.a = 2\n", [(TWICE, 2, 1, "t.a")]),
        ("a = {b = 1, b = 2}\n", [(TWICE, 1, 13, "a.b")]),
        ("o = {b = 1}\na = 1\na = 2\n", [(TWICE, 3, 1, "a")]),
        ("a = [{b = 1}, {b = 1}]\nc = 1\nc = 2\n", [(TWICE, 3, 1, "c")]),
        ("[t]\no = 1\no.x = 2\n", [(BRANCH, 3, 1, "t.o.x")]),
        ("[t]\no.x = 2\no = 1\n", [(BRANCH, 3, 1, "t.o")]),
        ("[t]\no = 1\no.x = 2\no.y = 3\n", [(BRANCH, 3, 1, "t.o.x"), (BRANCH, 4, 1, "t.o.y")]),
        ("[t]\no = 1\n[t.o]\nx = 2\n", [(BRANCH, 3, 1, "t.o")]),
        ("[t.o]\nx = 2\n[t]\no = 1\n", [(BRANCH, 4, 1, "t.o")]),
    ],
    ids=ascii,
)
def test_what_is_stated_twice(written: str, problems: list[tuple[str, int, int, str]]) -> None:
    """Each repetition at its own place; a branch beside its leaves is a matter of its own."""
    assert problems == told(written)


def test_a_repetition_says_where_the_first_one_is() -> None:
    assert "第 2 行" in check("\na = 1\na = 2\n")[0].hit.message
    both = "[applications]\noutcome.otherwise.other = [0]\noutcome.otherwise = [0]\n"
    [found] = check(both)
    assert (
        found.code,
        found.line,
        found.hit.expected,
    ) == ("GK009", 3, "applications.outcome.otherwise.other")
    assert "第 2 行" in found.hit.message


NUMBER = "9" * 5000


@pytest.mark.parametrize(
    "written",
    [NUMBER, f"[1, {NUMBER}]", "[" * 5000, "{a=" * 5000],
    ids=["a number", "a number in a row", "brackets in brackets", "tables in tables"],
)
def test_what_is_too_much_for_the_reader(written: str) -> None:
    """One finding on the line where it stands, and no crash."""
    [(rule, line, _, _)] = told(f"x = 1\na = {written}\n")
    assert (rule, line) == (BROKEN, 2)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(WHOLE.encode(), [], id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + WHOLE.encode(), [], id="with BOM"),
        pytest.param(WHOLE.replace("\n", "\r\n").encode(), [], id="CRLF"),
        pytest.param(WHOLE.encode("gb18030"), ["GB18030（ANSI）"], id="GB18030"),
        pytest.param(WHOLE.encode("utf-16"), ["UTF-16"], id="UTF-16 LE"),
        pytest.param(b"\xfe\xff" + WHOLE.encode("utf-16-be"), ["UTF-16"], id="UTF-16 BE"),
    ],
)
def test_encodings(data: bytes, expected: list[str]) -> None:
    """A file in another encoding is read as what it is, and told so; its figures are whole."""
    found = [f for f in of_bytes(data) if CORE.match(f.code)]
    assert expected == [f.hit.found for f in found]
    assert {f.name for f in found} <= {"wrong-encoding"}
    reading = read(decode("report.toml", data))
    assert reading.report
    assert None not in reading.report.figures["applications"].values


@pytest.mark.parametrize("data", [b"a = 1\n\x81", b"\xff\xfe\x00", b"\xef\xbb\xbf\xff"], ids=repr)
def test_bytes_of_no_encoding(data: bytes) -> None:
    """What fits no encoding at all is still told, at the start of the file."""
    found = of_bytes(data)
    assert ("wrong-encoding", 1, 1) in [(f.name, f.line, f.column) for f in found]


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe"], ids=repr)
def test_an_empty_file(data: bytes) -> None:
    """It says so, and what to run first."""
    found = [f for f in of_bytes(data) if f.name == "empty-file"]
    assert [f.code for f in found] == ["GK004"]
    assert "gkreport new" in found[0].hit.hint


def test_with_crlf_the_places_are_the_same() -> None:
    broken = WHOLE + "x = 1\nx = 2\n"
    unix, dos = told(broken), told(broken.replace("\n", "\r\n"))
    assert unix == dos
    wrong = WHOLE.replace("received = [", 'received = ["12件", ')
    places = [(f.name, f.line, f.column) for f in check(wrong)]
    assert places == [(f.name, f.line, f.column) for f in check(wrong.replace("\n", "\r\n"))]


NEWER = {
    "escape e": ('a = "x\\ey"', "\\e"),
    "escape x": ('a = "\\\\\\x41"', "\\x"),
    "escape in long text": ('a = """\n\\x41"""', "\\x"),
    "no seconds": ("a = 07:32", "07:32"),
    "date and no seconds": ("a = 2026-01-16T08:30", "08:30"),
    "no seconds and an offset": ("a = 2026-01-16T08:30+08:00", "08:30"),
    "comma at the end": ("a = {b = 1,}", ",}"),
    "over lines": ("a = {\n b = 1}", "\n"),
    "comment inside": ("a = {b = 1 # c\n}", "\n}"),
    "in a row": ("a = [{b = 1\n}]", "\n}"),
}


@pytest.mark.parametrize(("written", "found"), NEWER.values(), ids=NEWER)
def test_toml_1_1_is_found(written: str, found: str) -> None:
    """What Python 3.15 would read and 3.11 would not is named, so that both judge alike."""
    span = newer_syntax(f"x = 1\n{written}\n")
    assert span
    assert f"x = 1\n{written}\n"[span.start : span.end] == found


@given(written=documents())
@example(written=WHOLE)
@example(written="a = 2026-01-16T08:30:00+08:00\n")
@example(written="a = {b = [1,\n2]}\n")
@example(written='a = "\\\\x41 \\\\e"\nb = \'\\x41\'\nc = "07:32 {\\n,}" # 07:32 {,}\n')
def test_nothing_newer_is_found_in_toml_1_0(written: str) -> None:
    """A text that TOML 1.0 accepts has nothing of 1.1 in it."""
    assert newer_syntax(written) is None


SIGNS = st.sampled_from("[]{}\"'=.,#\\\n\r\t 019-+_:TZaeE\x00＝“”３，、字件\ud800\U0001f600")


@given(written=st.one_of(st.text(SIGNS, max_size=80), st.text(max_size=80)))
@example(written='"""')
@example(written="a.b = [\n1件")
@example(written="applications = 1\nsections = []\norgan = [{}]\n")
@example(written="sections.extra = [1]\n")
def test_no_text_raises(written: str) -> None:
    """Reading and checking answer anything at all with findings."""
    for f in of_bytes(written.encode("utf-8", "surrogatepass")):
        assert f.line is None or f.line >= 1


@given(data=st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    """The same for bytes of no encoding."""
    assert isinstance(of_bytes(data), tuple)


@given(
    at=st.integers(0, len(WHOLE)),
    cut=st.integers(0, 30),
    put=st.one_of(st.text(SIGNS, max_size=6), st.sampled_from(("[]", "{}", "true", '"x"', "-1"))),
)
def test_no_mutation_of_a_report_raises(at: int, cut: int, put: str) -> None:
    """A report with any stretch replaced by anything is answered with findings."""
    written = WHOLE[:at] + put + WHOLE[at + cut :]
    reading = read(decode("report.toml", written.encode("utf-8", "surrogatepass")))
    for f in run(reading):
        assert f.code.startswith("GK")
        assert f.line is None or 1 <= f.line <= reading.source.text.count("\n") + 1


@given(written=documents())
def test_no_other_toml_raises(written: str) -> None:
    """Valid TOML that is no report is answered with findings, too."""
    assert check(written)
