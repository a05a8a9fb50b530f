"""Broken files of a clerk's making: the true place and cause, and no advice against the prose."""

import re
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import check, load, patterned, rows

from gkreport.finding import Finding
from gkreport.source import decode
from gkreport.source.toml import parse

FORM = load("2021")
PROSE = "（一）主动公开。2025年公开信息326条，办理“三审三校”；全年未发生泄密。"
SECTIONS = ("preface", *(s.id for s in FORM.sections if s.prose))
BROKEN = "broken-toml"


def long(key: str) -> str:
    """A text over several lines."""
    return f'{key} = """\n{PROSE}\n\n{PROSE}\n"""\n'


TEXTS = "\n".join(map(long, SECTIONS))
FIGURES = "\n\n".join(
    "\n".join((f"# 表格的说明，没有的写 0。\n[{key}]", *lines))
    for key, lines in rows(FORM, patterned(FORM, every=3)).items()
)
WHOLE = f"""# 井号后面是说明，不会印进报告。
form = "2021"  # 所用格式：国办公开办函
year = 2025

[organ]
name = "清河县水利局"
kind = "department"  # 机关类别
level = "county"

[publication]
date = 2026-01-15

[sections]
{TEXTS}
{FIGURES}
"""
FIRST = SECTIONS[1]
OPEN = WHOLE.count("\n", 0, WHOLE.index(f"{FIRST} =")) + 1
END = OPEN + 4


class Told(NamedTuple):
    """What the first finding says of a text, and how many there are."""

    line: int | None
    stood: str
    message: str
    findings: int


def whole(written: str) -> bool:
    """Whether a text can be read."""
    return parse(decode("x", written.encode())).values is not None


def told(written: str) -> Told:
    """Of a text that cannot be read."""
    assert not whole(written)
    found = check(written)
    return Told(found[0].line, found[0].hit.found, found[0].hit.message, len(found))


def test_the_report_itself_is_whole() -> None:
    assert whole(WHOLE)
    assert not [f for f in check(WHOLE) if f.code.startswith("GK00")]


@pytest.mark.parametrize("written", ['""', '"', "”””", "“””", '"”"', "””"])
def test_a_closing_that_was_written_otherwise(written: str) -> None:
    """It is shown where it stands, with the key and the first line of its text."""
    text = long(FIRST)
    said = told(WHOLE.replace(text, text[: -len('"""\n')] + written + "\n"))
    assert (said.line, said.stood, said.findings) == (END, written, 1)
    assert f'{FIRST} 的 """ 没有结束（第 {OPEN} 行开始）' in said.message


def test_a_closing_cut_short_at_the_end_of_the_prose() -> None:
    said = told(f'a = """\n{PROSE}""\n[b]\n')
    assert (said.line, said.stood, said.findings) == (2, '""', 1)


@pytest.mark.parametrize("key", SECTIONS)
def test_a_closing_that_is_lost(key: str) -> None:
    """The text is named by its key and its first line, and where the quotes belong is said."""
    text = long(key)
    said = told(WHOLE.replace(text, text[: -len('"""\n')] + "\n"))
    start = WHOLE.count("\n", 0, WHOLE.index(f"{key} =")) + 1
    assert (said.line, said.findings) == (start, 1)
    assert f'{key} 的 """ 没有结束（第 {start} 行开始）' in said.message
    assert f"（第 {start + 3} 行）下面另起一行写" in said.message


@pytest.mark.parametrize(
    "after", ["# 说明\n[t]\nx = 1\n", '\nb = "字"\nc = 1\n', '\nb = """\n字\n"""\n', "\n"]
)
def test_where_a_lost_closing_belongs(after: str) -> None:
    """After the last line of prose: comments and blank lines are none of the text."""
    said = told(f'a = """\n{PROSE}\n\n{after}')
    assert (said.line, said.findings) == (1, 1)
    assert "（第 2 行）下面" in said.message


@pytest.mark.parametrize("written", ["", '"', '""', "”””", "“””", "“", '"”"'])
@pytest.mark.parametrize("end", ['"""', "”””", '"', ""])
def test_an_opening_that_is_lost(written: str, end: str) -> None:
    """One finding for both ends of a text."""
    text = f"{FIRST} = {written}\n{PROSE}\n\n{PROSE}\n{end}\n"
    said = told(WHOLE.replace(long(FIRST), text))
    if (written, end) == ('""', ""):  # an empty text, and prose below it
        assert (said.line, said.findings) == (OPEN + 1, 1)
        return
    assert (said.line, said.stood, said.findings) == (OPEN, written, 1)
    assert '开头要写三个半角引号 """' in said.message
    assert "不止" not in said.message
    assert (f"第 {END} 行的 {end} 也改成" in said.message) == (end in ("”””", '"'))


def test_an_opening_with_prose_on_its_line() -> None:
    said = told(f'a = "{PROSE}\n\n{PROSE}\n"""\nb = 1\n')
    assert (said.line, said.findings) == (1, 1)
    assert '三个半角引号 """' in said.message


TABLE = [
    ('a = "字”', 5, "全角的 ”"),
    ('a = "字\\"', 5, "反斜杠"),
    ('a = "字  # 说明', 5, "缺少收尾的半角引号"),
    ('a = 字"', 5, "开头缺少半角引号"),
    ('a = word"  # 说明', 5, "开头缺少半角引号"),
    ('a = "字"里"字"', 8, "“”"),
    ('a = "字" 说明', 9, "前面加 #"),
    ('a = "" x"', 8, "“”"),
    ("a = 12 行政许可", 8, "前面加 #"),
    ("a = [1, 2] 规章，共两件", 12, "前面加 #"),
    ("a = 1, 2]", 5, "开头缺少 ["),
    ("a]", 1, "表头的方括号不成对"),
    ('a = ["甲, "乙"]', 12, "引号不成对"),
    ("a = [012, 3]", 6, "请写 12"),
    ("a = 007", 5, "请写 7"),
    ("a = [1,034, 3]", 8, "请写 1034"),
    ("a = [-, 3]", 6, "没有的写 0"),
    ("a = [1, /, 3]", 9, "没有的写 0"),
    ("a = [无, 3]", 6, "不是数字"),
    ("a = [,3]", 6, "逗号前面少了一个数"),
    ("a = [1,,3]", 8, "逗号前面少了一个数"),
    ("a = [1 2]", 8, "1 和 2 之间缺少半角逗号"),
    ("a = 1,234", 5, "1,234 请写 1234"),
    ("a = 2026-1-6", 5, "2026-01-06"),
    ("a = 2026年1月16日", 5, "请写 2026-01-16"),
    ("a = 2026年01月16号 # 公布", 5, "请写 2026-01-16"),
    ("a = 2026.1.16", 5, "请写 2026-01-16"),
    ("a = 2026/01/16", 5, "请写 2026-01-16"),
    ("a = 2026年2月30日", 5, "没有 2026年2月30日 这个日期"),
    ("a = 2026年", 5, "请只写 2026"),
    ("a = 2026年1月", 5, "年月日都要写"),
    ("a = 07340000000", 5, '请写 "07340000000"'),
    ("a = 0734-0000000", 5, '请写 "0734-0000000"'),
    ("a.b = 030001 # 邮编", 7, '请写 "030001"'),
    ("a = [00012, 3]", 6, "请写 12"),
    ("a = 12 3 0", 8, "请写 [12, 3, 0]"),
    ("a = 12, 3.5 ,0 # 说明", 5, "请写 [12, 3.5, 0]"),
    ("新收 = [1, 2]", 1, "英文的键名，这里写的是“新收”"),
    ('a = "认真\\贯彻"', 8, "a 的文字里有反斜杠"),
    ('a = "C:\\Users\\x"', 8, "共有 2 个"),
    ('a = "\\ud800"', 6, "反斜杠"),
    ('a = """\\\\ \\"""" \\', 17, "已经结束"),
    ("这一行是说明，井号丢了", 1, "行首加 #"),
    ('"""', 1, "多了一组引号"),
    (f'{PROSE}\n"""', 1, "可能"),
    ('a """\n字\n"""', 3, "等号"),
    ("a = {b = 无}", 10, "半角双引号"),
    ("a = {b = [1, 2], c = [无]}", 23, "半角双引号"),
    ("a = 1, 2", 5, "请写 [1, 2]"),
    ("a = 1, 甲", 5, "一行只写一项"),
]


@pytest.mark.parametrize(("written", "column", "words"), TABLE, ids=[ascii(t[0]) for t in TABLE])
def test_one_damaged_line(written: str, column: int, words: str) -> None:
    """One finding, on that line, at that column, in those words."""
    [found] = check(f"x = 1\n{written}\n[y]\nz = 2\n")
    assert (found.name, found.line, found.column) == (BROKEN, 2, column)
    assert words in found.hit.message


@pytest.mark.parametrize(
    ("written", "line", "words"),
    [
        (f'a = """\n字。\n""" 。\n{PROSE}\nb = 1\n', 3, "已经结束"),
        (f'a = """\n字。\n"""\n{PROSE}\n"""\nb = 1\n', 4, "第 3 行已经结束"),
        (f'a = """\n字。\n"""\n{PROSE}\nb = 1\n', 4, "第 3 行已经结束"),
        ('a = """\n字。\n"""\n"""\nb = 1\n', 4, "多了一组引号"),
        ("a = [\n1,\n2\nb = 1\n", 1, "没有写完"),
        ("a = [\n1,\n2 # 说明\n] 说明\nb = 1\n", 4, "前面加 #"),
        ("a = {b = 1\n[c]\n", 1, "花括号没有写完"),
        ("a = '''\n字\n[c]\nb = 1\n", 1, "a 的 ''' 没有结束"),
        ('a = """\n字', 1, "（第 2 行）下面"),
        ("a = 1\rb = 2\r", 1, "CR"),
        ('a = 1\nb = "x\ry"\n', 2, "CR"),
    ],
    ids=ascii,
)
def test_over_lines(written: str, line: int, words: str) -> None:
    said = told(written)
    assert (said.line, said.findings) == (line, 1)
    assert words in said.message


def test_what_may_not_be_all_is_said_to_be_so() -> None:
    """Where the mend would not make the file whole, no more is promised."""
    assert "可能不止这一处" in told('a = "x\nb = tru\n').message
    assert "不止" not in told('a = "x\nb = 1\n').message


def test_at_most_three() -> None:
    """The first few of many places."""
    assert told('a = "x\n' * 9).findings == 3


def test_a_key_written_as_a_list_of_tables_has_a_line() -> None:
    found = [f for f in check(f"{WHOLE}\n[[alow]]\nrule = 1\n") if f.name == "unknown-key"]
    assert [(f.line, f.column) for f in found] == [(WHOLE.count("\n") + 2, 1)]


@pytest.mark.parametrize(
    ("cells", "hint"), [("1,234, ", True), ("1, 2, ", False), ('1, "234", ', False)]
)
def test_a_comma_after_the_thousands(cells: str, hint: bool) -> None:
    """A row with more cells than columns may hold a number parted in two."""
    row = re.search(r"(?m)^received = \[", WHOLE)
    assert row
    found = check(WHOLE[: row.end()] + cells + WHOLE[row.end() :])
    wrong = next(f for f in found if f.name == "wrong-length")
    assert ("请写 1234" in wrong.hit.hint) == hint


class Damage(NamedTuple):
    """A stretch of the report and what takes its place."""

    start: int
    end: int
    put: str

    def done(self) -> str:
        """The report with that damage."""
        return WHOLE[: self.start] + self.put + WHOLE[self.end :]

    def right(self, found: Finding) -> bool:
        """Whether a finding is on the line of the damage, or names the key of its text."""
        line = WHOLE.count("\n", 0, self.start) + 1
        keys = re.findall(r"(?m)^([a-z_.]+) = ", WHOLE[: self.end])
        return found.line == line or found.hit.message.startswith(f"{keys[-1]} 的")


def places(pattern: str) -> list[tuple[int, int]]:
    """Where the group of a pattern (or all of it) stands in the report."""
    return [m.span(m.lastindex or 0) for m in re.finditer(pattern, WHOLE)]


SLIPS = {
    "text": (places('"""'), ("", '"', '""', "”””", "“””", '"”"')),
    "opening": (places(r'(?m)^[a-z_.]+ = (")(?!"")'), ("", "“", "”")),
    "ending": (places(r'(?m)^[a-z_.]+ = "[^"\n]+(")'), ("", "“", "”")),
    "row": (places(r"(?m)^[a-z_.]+ = (\[)"), ("", "［", "【", "[0", "[-, ", "[,")),
    "row end": (places(r"(?m)^[a-z_.]+ = .*(\])$"), ("", "］", "】", " 说明，共")),
    "comma": (places(r"(?m)^[a-z_.]+ = \[[^,]*(,)"), ("", "，", "、", ",,")),
    "equals": (places(r"(?m)^[a-z_.]+ (=)"), ("", "＝", "：")),
    "header": (places(r"(?m)^\["), ("", "【")),
    "comment": (places("# "), ("",)),
    "prose": (places("公开(?=信息)"), ("公\\开", "C:\\Users", "\v")),
}


@st.composite
def damages(draw: st.DrawFn) -> Damage:
    """A single slip of the keyboard."""
    spots, puts = SLIPS[draw(st.sampled_from(sorted(SLIPS)))]
    return Damage(*draw(st.sampled_from(spots)), draw(st.sampled_from(puts)))


@given(damage=damages())
def test_a_single_damage_is_found_where_it_is(damage: Damage) -> None:
    """On the right line or under the right key, and without a flood."""
    written = damage.done()
    if whole(written):
        return  # still a report, though another one
    found = check(written)
    assert len(found) <= 3
    assert damage.right(found[0]), (found[0].line, found[0].hit.message)
    wide = [f.hit.found for f in found if f.name == "full-width-sign"]
    assert all(sign in damage.put for sign in wide)
