"""`gkreport check --fix`: what is mended, what is left alone, and that nothing else changes."""

import io
import json
import shutil
import tomllib
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from program import SAMPLES, Done, Program, program
from wording import report

from gkreport.finding import Finding, Hit, Mend
from gkreport.mend import Mended, mend
from gkreport.report.read import read
from gkreport.rules.engine import run
from gkreport.source import Source, decode
from gkreport.source.positions import index
from gkreport.source.strings import offsets, spans

__all__ = ["program"]

TRUE_REPORTS = Path(__file__).parent / "true_reports"
TEXT = ("sections", "overview")


def again(source: Source) -> tuple[Finding, ...]:
    return run(read(source))


def mended(text: str) -> Mended:
    source = decode("report.toml", text.encode())
    return mend(source, again(source), again)


def fixed(prose: str) -> str:
    """That prose in a report, mended."""
    overview: str = tomllib.loads(mended(report(prose)).text)["sections"]["overview"]
    return overview.removesuffix("\n")


MENDED = {
    "both quotes left": ("落实“三审“制度，严格把关。", "落实“三审”制度，严格把关。"),
    "both quotes right": ("落实”三审”制度。", "落实“三审”制度。"),
    "two pairs of them": ("落实“甲“和“乙“制度。", "落实“甲”和“乙”制度。"),
    "both titles left": ("根据《条例《的规定。", "根据《条例》的规定。"),
    "quotes turned": ("落实：”三审“制度。", "落实：“三审”制度。"),
    "quotes turned at the end": ("要做到”应公开尽公开“。", "要做到“应公开尽公开”。"),
    "title of two kinds": ("根据《条例〉的规定。", "根据《条例》的规定。"),
    "bracket of two kinds": ("公开信息（含解读〕。", "公开信息（含解读）。"),
    "bracket of two widths": ("公开信息(含解读）。", "公开信息（含解读）。"),
    "half a straight quote": ('落实“三审"制度。', "落实“三审”制度。"),
    "the other half": ('落实"三审”制度。', "落实“三审”制度。"),
    "brackets": ("公开(含甲(乙)丙),解读。", "公开（含甲（乙）丙），解读。"),
    "brackets of a word": ("使用(APP)查询。", "使用（APP）查询。"),
    "beside marks of a list": ("做法：1)网站(含甲)；2)公告。", "做法：1)网站（含甲）；2)公告。"),
    "marks": ("他说:公开;好!下一步,抓紧。", "他说：公开；好！下一步，抓紧。"),
    "before figures": ("电话:0000-1234567。", "电话：0000-1234567。"),
    "doubled": ("公开，，解读。。做好、、管理；；监督。", "公开，解读。做好、管理；监督。"),
    "doubled, of two widths": ("公开，,解读,,好。", "公开，解读，好。"),
    "document numbers": (
        "按照国办发[2019]54号、国办函（2021)30号、国办〔2020】第05号文件办理。",
        "按照国办发〔2019〕54号、国办函〔2021〕30号、国办〔2020〕第05号文件办理。",
    ),
    "figures": ("２０２５年公开１２６．５万条，占９９．１％。", "2025年公开126.5万条，占99.1％。"),
    "thousands": ("１，２８６条，共１２，３４５，６７８．５件", "1,286条，共12,345,678.5件"),
    "no thousands": ("１２３４，５６７条", "1234，567条"),
    "figures by dots": ("２０２５．１２．３１", "2025.12.31"),
    "straight quotes": ('落实"三审"和"三校"制度。', "落实“三审”和“三校”制度。"),
    "one before the other": ("公开。。甲（好〕，解读(乙)。", "公开。甲（好），解读（乙）。"),
    "one and the other": ("信息公开(含解读(，及时更新。", "信息公开（含解读），及时更新。"),
}
LEFT_ALONE = {
    "three quotes left": "落实“甲“乙“制度。",
    "a pause between": "落实“甲，乙“制度。",
    "much between": f"落实“{'三审' * 20}“制度。",
    "nothing between": "落实““制度。",
    "quotes that lost their partners": "三审”制度和“三校",
    "both brackets right": "单位）公开工作）。",
    "crossed": "按照《关于印发〈办法》的通知》执行。",
    "a bracket without its partner": "公开信息(含解读，及时更新。",
    "a mark of a list closes it": "公开(含1)解读；2)问答)。",
    "the name of a file": "下载报告(1).docx文件。",
    "a formula": "占比=(本年-上年)/上年。",
    "an address": "见https://a.gov.cn/公开,解读(一)。",
    "a path": "在D:\\公开,解读(一)里。",
    "an ellipsis": "等等。。。",
    "a mark for another": "公开，。解读：，",
    "figures and times": "比例1:2,用时13:30，共1,234件。",
    "a full stop": "公开.解读。",
    "in a list": "一.公开",
    "the name in a document": "见（2021）30号楼。",
    "a court": "（2024）湘0426行初12号案。",
    "an odd quote": '落实"三审制度。',
    "a quote in quotes": '落实“先"审"后发”。',
    "markup": '<a href="x">公开</a>',
    "single quotes": "落实'三审'制度。",
    "plain words": 'It is "good" (so far), OK.',
    "words": "截止2025年，建立台帐，政务公工。",
}


@pytest.mark.parametrize(("prose", "expected"), MENDED.values(), ids=MENDED.keys())
def test_a_fault_of_marks_is_mended(prose: str, expected: str) -> None:
    assert fixed(prose) == expected
    assert fixed(expected) == expected


@pytest.mark.parametrize("prose", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_what_may_mean_another_thing_is_left_alone(prose: str) -> None:
    assert fixed(prose) == prose


def test_a_text_that_copying_has_changed_throughout_keeps_its_marks() -> None:
    """What is lost there is no matter of width."""
    prose = "今年,本机关(含下属单位)做好公开,,及时答复:依法,依规,按时。"
    text = report(prose, copied=True)
    assert mended(text).text == text


@pytest.mark.parametrize(
    "path", [*sorted(TRUE_REPORTS.glob("*.toml")), *sorted(SAMPLES.glob("*.toml"))],
    ids=lambda path: path.stem,
)  # fmt: skip
def test_nothing_is_offered_on_a_true_report(path: Path) -> None:
    source = decode(path.name, path.read_bytes())
    assert [f.hit.mends for f in again(source) if f.hit.mends] == []


STYLES: dict[str, Callable[[str], str]] = {
    "basic": lambda s: json.dumps(s, ensure_ascii=False),
    "escaped": lambda s: json.dumps(s).replace("\\ud83d\\ude00", "\\U0001F600"),
    "lines": lambda s: f'"""\n{_bare(s)}"""',
    "folded": lambda s: '"""' + "\\\n   ".join(_bare(c) if c != "\n" else "\\n" for c in s) + '"""',
    "literal": lambda s: f"'''\n{s}'''",
}


def _bare(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def put(prose: str, style: str, *, end: str = "\n") -> str:
    """A report with that prose in one kind of string, and with other texts, comments and a cell."""
    text = report("甲").replace(
        'overview = "甲\\n"', f"overview = {STYLES[style](prose)} # 注,,(１)"
    )
    text += "\n[[sections.extra]] # (\nheading = '七、其他(一)'\ntext = \"没有，，\\u0031。\"\n"
    row = "rules = [0, 0, 0]"
    assert row in text
    text = text.replace(row, 'rules = ["１２", "(3)", "，，"]')
    return text.replace("\n", end)


PIECES = (
    "公开", "(", ")", "（", "）", "“", "”", '"', "《", "》", "〈", "〉", ",", "，", "。", "、", ":",
    "：", "１２", "．", "5", "\n", " ", "国办发[2019]54号", "（2021)3号", "APP", "的", "\\",
    "\u3000", "\U0001f600",
)  # fmt: skip
proses = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(prose=proses, style=st.sampled_from(sorted(STYLES)), end=st.sampled_from(("\n", "\r\n")))
@example(prose="公开，，甲\n乙(含丙)１２。", style="folded", end="\r\n")
@example(prose='落实"甲"。。', style="escaped", end="\n")
def test_only_the_stretches_in_the_texts_change(prose: str, style: str, end: str) -> None:
    """The rest is the same to the last character, and so is every value that is no text."""
    old = put(prose, style, end=end)
    new = mended(old).text
    assert _outside(new) == _outside(old)
    before, after = tomllib.loads(old), tomllib.loads(new)
    texts = before.pop("sections"), after.pop("sections")
    assert before == after
    assert _words(texts[0]["overview"]) == _words(texts[1]["overview"])
    assert texts[1]["extra"] == [{"heading": "七、其他（一）", "text": "没有，1。"}]


def _outside(text: str) -> list[str]:
    """The file without the texts that may be mended, and what their backslashes eat."""
    places = sorted(
        span for path, span in index(text).values.items()
        if path == TEXT or path[:2] == ("sections", "extra")
    )  # fmt: skip
    ends = [0, *(at for span in places for at in span), len(text)]
    kept = [text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)]
    for start, end in places:
        raw, at = text[start:end], 0
        for a, b in spans(raw):
            kept += [raw[at:a]] if raw[at:a] else []
            at = b
    return kept


def _words(text: str) -> str:
    """What is said, whatever the marks are."""
    digits = str.maketrans("１２３４５", "12345")
    return "".join(c for c in text.translate(digits) if c.isalnum())


@given(prose=proses, style=st.sampled_from(sorted(STYLES)))
def test_a_text_is_mended_alike_in_every_kind_of_string(prose: str, style: str) -> None:
    texts = [mended(put(prose, kind)).text for kind in ("basic", style)]
    one, other = (tomllib.loads(text)["sections"]["overview"] for text in texts)
    assert one == other


@given(prose=proses)
def test_mending_twice_is_mending_once(prose: str) -> None:
    once = mended(report(prose)).text
    assert mended(once) == (once, ())


@given(prose=proses)
@example(prose="落实。。公开（好〕，解读(甲)。")
def test_each_mend_is_listed_at_its_place_in_the_file_as_it_was(prose: str) -> None:
    """Also those that only the mends before them made possible."""
    text = put(prose, "basic")
    for done in mended(text).done:
        stands, before = text[done.offset :], done.mend.before
        assert normalize("NFKC", stands[0]) == normalize("NFKC", before[0])


@given(written=st.sampled_from(sorted(STYLES)), text=st.text(alphabet="甲\n\"'\\ \t１\r😀"))
def test_every_character_of_a_value_has_a_stretch_of_its_own(written: str, text: str) -> None:
    clean = text.replace("\r", "")
    raw = STYLES[written](clean)
    try:
        value = tomllib.loads(f"x = {raw}")["x"]
    except tomllib.TOMLDecodeError:
        return  # a literal cannot hold it
    found = spans(raw)
    assert len(found) == len(value)
    assert offsets(raw)[:-1] == [start for start, _ in found]
    assert all(a < b for a, b in found)
    assert all(b <= c for (_, b), (c, _) in pairwise(found))


def finding(*mends: Mend) -> Finding:
    hit = Hit("doubled-mark", "标点重复", TEXT, mends=mends)
    return Finding("GK734", hit.rule, "warning", "", "x", 1, 1, 1, hit)


def nothing(_: Source) -> Iterable[Finding]:
    return ()


SMALL = Source("x", '[sections]\noverview = "甲，\\u002c乙\\"。"\n[remedies]\ndirect = ["（1"]\n')


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (Mend(("remedies", "direct", 0), 0, "（", "("), "no text"),
        (Mend(("sections",), 0, "甲", "乙"), "no text"),
        (Mend(TEXT, 0, "乙", "甲"), "another"),
        (Mend(TEXT, 0, "甲", "甲乙"), "put in"),
        (Mend(TEXT, 0, "甲", '"'), "put in"),
        (Mend(TEXT, 0, "甲", "\\"), "put in"),
        (Mend(TEXT, 0, "甲", "\n"), "put in"),
    ],
    ids=str,
)
def test_a_mend_that_is_not_safe_is_refused(one: Mend, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        mend(SMALL, [finding(one)], nothing)


def test_mends_that_undo_one_another_are_refused() -> None:
    def turned(source: Source) -> list[Finding]:
        here = tomllib.loads(source.text)["sections"]["overview"][0]
        return [finding(Mend(TEXT, 0, here, "乙" if here == "甲" else "甲"))]

    with pytest.raises(ValueError, match="undoes"):
        mend(SMALL, turned(SMALL), turned)


def test_a_text_that_would_say_more_than_the_mend_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The last guard: what is written is read back before it is handed out."""
    monkeypatch.setattr("gkreport.mend.spans", lambda _: [(1, 4)] * 9)
    with pytest.raises(ValueError, match="more would change"):
        mend(SMALL, [finding(Mend(TEXT, 0, "甲", "乙"))], nothing)


def test_of_two_mends_for_one_character_the_first_is_made() -> None:
    """And a mend that would change nothing is none."""
    mends = (Mend(TEXT, 1, "，,", "，"), Mend(TEXT, 2, ",", "，"), Mend(TEXT, 0, "甲", "甲"))
    new, done = mend(SMALL, [finding(*mends)], nothing)
    assert new == SMALL.text.replace("\\u002c", "")
    assert [(d.mend, d.before, d.after) for d in done] == [(mends[0], '甲，,乙"。', '甲，乙"。')]


FAULTY = 'overview = """\n按照国办发[2019]54号文件(含附件)办理，，公开１２条。\n（一）主动公开。(\n'


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """The complete sample with four faults in its first section, one for the person."""
    text = (SAMPLES / "complete.toml").read_text("utf-8")
    assert 'overview = """\n' in text
    path = tmp_path / "report.toml"
    path.write_text(text.replace('overview = """\n', FAULTY, 1), "utf-8")
    return path


def test_a_file_is_mended_in_place(program: Program, faulty: Path) -> None:
    before = faulty.read_text("utf-8")
    done = program("check", "--fix")
    after = faulty.read_text("utf-8")
    expected = FAULTY.replace("[2019]", "〔2019〕").replace("(含附件)", "（含附件）")
    assert after == before.replace(FAULTY, expected.replace("，，", "，").replace("１２", "12"))
    assert "改好了 5 处" in done.err
    assert "  report.toml:37:6  GK731  照国办发[2019]54号文 → 照国办发〔2019〕54号文\n" in done.err
    assert "unclosed-bracket" in done.out
    assert "代改" not in done.out
    assert "--fix" not in done.err
    assert done.code == 0
    again = program("check", "--fix")
    assert "没有程序能代改的地方，文件没有改动" in again.err
    assert faulty.read_text("utf-8") == after


def test_what_remains_decides_the_exit_code(program: Program, faulty: Path) -> None:
    assert program("check", "--fix", "--severity", "warning").code == 1
    faulty.write_text(faulty.read_text("utf-8").replace("主动公开。(", "主动公开。"), "utf-8")
    assert program("check", "--fix", "--ignore", "GK7,GK2", "--severity", "warning").code == 0


def test_mends_are_offered_in_every_listing(program: Program, faulty: Path) -> None:
    assert "代改：gkreport check --fix 能改好 1 处" in program("check").out
    done = program("check", "--format", "concise")
    assert "GK731 misshapen-document-number" in done.out
    assert done.out.count("（--fix 能改 1 处）") == 3
    assert done.out.count("（--fix 能改 2 处）") == 1
    assert "，其中 5 处可用 --fix 改好" in done.err
    found = json.loads(program("check", "--format", "json").out)["findings"]
    assert [m for f in found for m in f["mends"] if f["code"] == "GK734"] == [
        {"address": "sections.overview", "start": 23, "before": "，，", "after": "，"}
    ]
    assert faulty.read_text("utf-8").count("，，") == 1


def test_what_is_accounted_for_is_not_mended(program: Program, faulty: Path) -> None:
    allow = '\n[[allow]]\nrule = "misshapen-document-number"\nreason = "原件如此"\n'
    faulty.write_text(faulty.read_text("utf-8") + allow, "utf-8")
    done = program("check", "--fix", "--appendix", "--format", "concise")
    assert "[2019]54号" in faulty.read_text("utf-8")
    assert "能改" not in done.out
    assert "改好了 4 处" in done.err


@pytest.mark.parametrize(("option", "rule"), [("--select", "GK731"), ("--select", "doubled-mark")])
def test_only_selected_rules_mend(program: Program, faulty: Path, option: str, rule: str) -> None:
    done = program("check", "--fix", option, rule)
    assert "改好了 1 处" in done.err
    assert "１２条" in faulty.read_text("utf-8")


@pytest.mark.parametrize("options", [("--diff",), ("--fix", "--diff")], ids=str)
def test_diff_shows_and_writes_nothing(
    program: Program, faulty: Path, options: tuple[str, ...]
) -> None:
    before = faulty.read_bytes()
    done = program("check", *options)
    assert done.out.startswith("--- report.toml\n+++ report.toml（改好后）\n@@ -36,")
    assert done.out.count("\n-") == done.out.count("\n+") - 1 == 1
    assert "可以改好 5 处，还没有写入；要写入，运行 gkreport check --fix" in done.err
    assert "report.toml：改好以后剩 1 个警告" in done.err
    assert faulty.read_bytes() == before
    faulty.write_bytes((SAMPLES / "complete.toml").read_bytes())
    done = program("check", *options)
    assert done.out == ""
    assert "report.toml：通过" in done.err


ENCODINGS = {
    "utf-8": "utf-8", "mark": "utf-8-sig", "gb18030": "gb18030", "utf-16": "utf-16",
}  # fmt: skip


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS.keys())
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_encoding_mark_and_line_ends_stay(
    program: Program, faulty: Path, encoding: str, end: str
) -> None:
    text = faulty.read_text("utf-8").replace("\n", end)
    faulty.write_bytes(text.encode(encoding))
    program("check", "--fix")
    new = faulty.read_bytes()
    assert new.decode(encoding).encode(encoding) == new
    assert "〔2019〕54号" in new.decode(encoding)
    assert new.decode(encoding).count("\r\n") == (text.count("\n") if end == "\r\n" else 0)


def test_what_cannot_be_read_is_not_written(program: Program, faulty: Path) -> None:
    data = faulty.read_bytes().replace("主动公开。(".encode(), b"\xff\xff(")
    faulty.write_bytes(data)
    done = program("check", "--fix")
    assert "读不出的字节" in done.err
    assert (done.code, faulty.read_bytes()) == (2, data)


def test_broken_toml_is_not_touched(program: Program, faulty: Path) -> None:
    faulty.write_text(faulty.read_text("utf-8") + "a ＝ 1\n", "utf-8")
    before = faulty.read_bytes()
    done = program("check", "--fix")
    assert "full-width-sign" in done.out
    assert (done.code, faulty.read_bytes()) == (1, before)


def test_a_file_that_has_changed_meanwhile_is_not_touched(
    program: Program, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person has saved it while it was being checked; the others are mended all the same."""
    shutil.copy(faulty, faulty.with_name("z.toml"))
    real = mend

    def slow(source: Source, *more: Any) -> Mended:
        if source.name == "report.toml":
            faulty.write_text("# 新的\n", "utf-8")
        return real(source, *more)

    monkeypatch.setattr("gkreport.cli.fixing.mend", slow)
    done = program("check", "--fix", "report.toml", "z.toml")
    assert "report.toml：检查的时候文件又被改过，没有动它" in done.err
    assert faulty.read_text("utf-8") == "# 新的\n"
    assert "z.toml：改好了 5 处" in done.err
    assert done.code == 2


def test_a_file_that_cannot_be_written_is_said(
    program: Program, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = faulty.read_bytes()
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(PermissionError(13, "")))
    done = program("check", "--fix")
    assert "report.toml 写不进去：没有权限" in done.err
    assert "其中 5 处可用 --fix 改好" in done.err
    assert (done.code, faulty.read_bytes()) == (2, before)
    assert [p.name for p in faulty.parent.iterdir()] == ["report.toml"]


def test_a_report_that_cannot_be_mended_safely_is_said(
    program: Program, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gkreport.mend.spans", lambda _: [(1, 4)] * 999)
    before = faulty.read_bytes()
    done = program("check", "--fix")
    assert "所以没有改动。请照列出的问题自己改" in done.err
    assert (done.code, faulty.read_bytes()) == (2, before)


def test_folders_files_and_links(program: Program, faulty: Path) -> None:
    """A link stays a link, and a file that is named twice is mended once."""
    folder = faulty.parent / "报告"
    folder.mkdir()
    shutil.move(faulty, folder / "甲.toml")
    (folder / "乙.toml").symlink_to("甲.toml")
    shutil.copy(SAMPLES / "complete.toml", folder)
    shutil.copy(folder / "甲.toml", folder / "丙.toml")
    assert "份没有错误；改好以后合计 3 个警告" in program("check", "报告", "--diff").err
    done = program("check", "--fix", "报告", "报告/甲.toml")
    assert "共 2 份报告，改好了 10 处" in done.err
    assert (folder / "乙.toml").is_symlink()
    assert "共 5 份报告，5 份没有错误；合计 4 个警告" in done.err
    texts = {name: (folder / f"{name}.toml").read_text("utf-8") for name in "甲丙"}
    assert texts["甲"] == texts["丙"]
    assert "〔2019〕" in texts["甲"]
    assert program("check", "--diff", "报告").out == ""


def test_the_mends_stand_in_json(program: Program, faulty: Path) -> None:
    done = program("check", "--fix", "--format", "json")
    [file] = json.loads(done.out)["files"]
    assert [m["code"] for m in file["mended"]] == ["GK731", "GK735", "GK735", "GK734", "GK739"]
    assert file["mended"][0] == {
        "code": "GK731", "name": "misshapen-document-number", "line": 37, "column": 6,
        "before": "[2019]", "after": "〔2019〕",
    }  # fmt: skip
    assert "unclosed-bracket" in {f["name"] for f in json.loads(done.out)["findings"]}
    assert "mended" not in json.loads(program("check", "--format", "json").out)["files"][0]
    assert faulty.is_file()


class Stdin:
    """The bytes that a pipe brings, and those that it takes away."""

    def __init__(self, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
        self.program, self.patch = program, monkeypatch

    def __call__(self, data: bytes, *options: str) -> Done:
        stream = io.TextIOWrapper(io.BytesIO(data))
        self.patch.setattr("sys.stdin", stream)
        return self.program("check", "-", *options)


@pytest.fixture
def stdin(program: Program, monkeypatch: pytest.MonkeyPatch) -> Stdin:
    return Stdin(program, monkeypatch)


def test_stdin_is_mended_to_stdout(stdin: Stdin, faulty: Path) -> None:
    """What remains is told on stderr, in whatever format, so that a pipe gets the report alone."""
    text = faulty.read_text("utf-8")
    done = stdin(text.encode(), "--fix")
    assert done.out == mended(text).text
    assert "-：改好了 5 处" in done.err
    assert "unclosed-bracket" in done.err
    assert "GK730" in stdin(text.encode(), "--fix", "--format", "json").err
    assert stdin(done.out.encode(), "--fix").out == done.out
    assert stdin(text.encode(), "--diff").out.startswith("--- -\n+++ -（改好后）\n")


def test_a_broken_text_from_stdin_comes_out_as_it_is(stdin: Stdin) -> None:
    done = stdin("a ＝ 1\n".encode(), "--fix")
    assert (done.out, done.code) == ("a ＝ 1\n", 1)
    done = stdin(b"a = \xff\xff", "--fix")
    assert (done.out, done.code) == ("", 2)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--diff", "--format", "json"), "不能和 --format json 一起用"),
        (("--diff", "--output-file", "a.txt"), "不能和 --output-file 一起用"),
        (("-", "--fix", "--output-file", "a.txt"), "不能再和 --output-file 一起用"),
    ],
    ids=str,
)
def test_two_things_for_one_place_are_refused(
    program: Program, faulty: Path, options: tuple[str, ...], words: str
) -> None:
    before = faulty.read_bytes()
    done = program("check", *options)
    assert words in done.err
    assert (done.code, faulty.read_bytes()) == (2, before)
    assert [p.name for p in faulty.parent.iterdir()] == ["report.toml"]


def test_long_stretches_are_shown_by_their_ends(program: Program, faulty: Path) -> None:
    long = "落实：“严格把关逐级审核定期清理及时更新定期培训“。"
    faulty.write_text(faulty.read_text("utf-8").replace("主动公开。(", long), "utf-8")
    assert "  ）落实：“严格把关逐级审……清理及时更新定期培训“。 → " in program("check", "--fix").err
