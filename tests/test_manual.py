"""`gkreport rules`, `gkreport explain` and the pages of docs/rules: what the rules' manuals say."""

import json
import re
from pathlib import Path

import pytest

from gkreport.cli import explain
from gkreport.cli import rules as listing
from gkreport.cli.shell import Stop
from gkreport.finding import FILE_FORMAT
from gkreport.layout.width import width
from gkreport.output import SEVERITY_WORDS
from gkreport.output.manual import Page, force, pages
from gkreport.output.manual_markdown import documents, markdown
from gkreport.output.manual_text import text
from gkreport.rules import Rule
from gkreport.rules.engine import catalogue
from gkreport.rules.profile_model import shipped
from gkreport.rules.profile_read import every

DOCS = Path(__file__).parents[1] / "docs" / "rules"
RULES = tuple(catalogue())
PAGES = pages(RULES)
MANUAL = """\
第一句说查什么，
写成两行 of two
words。

再说为什么。
有 `gkreport fill` 可用。

错例：
`a = 1`
`b = 2`
正例：写成
一句话
改法：照着改。
"""
RULE = Rule("GK999", "some-rule", "note", FILE_FORMAT, None, MANUAL)
REMARKS = ("  效力：本程序的约定，不是对报告内容的规定", "  轻重：提示，供参考")
FORCES = {
    FILE_FORMAT: "本程序的约定，不是对报告内容的规定",
    "用 --profile 选用的地方要求": "地方要求，选用时才检查",
    "格式各表均填数字": "国家统一格式",
    "国办公开办函〔2021〕30号表三": "国家统一格式",
    "《政府信息公开条例》第四十九条": "《政府信息公开条例》",
    "《政府信息公开条例》第五十条，以及统一格式的六个部分": "国家统一格式、《政府信息公开条例》",
    "国办函〔2020〕109号": "其他法律、国家规定或标准",
    "《中华人民共和国立法法》": "其他法律、国家规定或标准",
    "《党政机关公文格式》（GB/T 9704—2012）": "其他法律、国家规定或标准",
    "各地通行的写法，国家格式没有规定": "通行做法，没有明文规定",
    "公文写作的习惯，格式没有规定": "通行做法，没有明文规定",
    "先成文，后公布": "通行做法，没有明文规定",
}


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """80 columns, no colour."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")


def test_the_pages_in_the_documentation_are_fresh() -> None:
    """`make docs` writes them; a page of a rule that is no more is none."""
    written = {path.name: path.read_text("utf-8") for path in DOCS.glob("*.md")}
    assert documents(PAGES, every()) == written


def test_a_manual_is_taken_apart() -> None:
    [page] = pages([RULE])
    assert page == Page(
        ("GK999",), "some-rule", "note", FILE_FORMAT,
        "第一句说查什么，写成两行 of two words。",
        ("再说为什么。有 `gkreport fill` 可用。",),
        (("错例", ("`a = 1`", "`b = 2`")), ("正例", ("写成一句话",)), ("改法", ("照着改。",))),
    )  # fmt: skip


def test_a_page_in_the_terminal() -> None:
    [page] = pages([RULE])
    assert [line.plain for line in text(page, 44)] == [
        "GK999 some-rule  提示",
        "",
        "  第一句说查什么，写成两行 of two words。",
        "",
        "  再说为什么。有 gkreport fill 可用。",
        "",
        "  错例：a = 1",
        "        b = 2",
        "  正例：写成一句话",
        "  改法：照着改。",
        "",
        "  效力：本程序的约定，不是对报告内容的规定",
        "  轻重：提示，供参考",
    ]


def test_a_page_in_the_documentation() -> None:
    [page] = pages([RULE])
    body = markdown(page)
    assert body.startswith("# some-rule（GK999）\n\n**第一句说查什么，")
    assert "* 错例：\n\n  ```toml\n  a = 1\n  b = 2\n  ```\n* 正例：写成一句话\n" in body


def test_a_manual_of_one_sentence_is_a_page_too() -> None:
    [page] = pages([RULE._replace(page="只有一句。")])
    assert "例子" not in markdown(page)
    assert [line.plain for line in text(page, 80)][2:6] == ["  只有一句。", "", *REMARKS]


def test_codes_with_one_name_share_a_page() -> None:
    same = [RULE, RULE._replace(code="GK998"), RULE._replace(name="another")]
    assert [(page.codes, page.name) for page in pages(same)] == [
        (("GK999", "GK998"), "some-rule"),
        (("GK999",), "another"),
    ]


@pytest.mark.parametrize(("basis", "words"), FORCES.items(), ids=FORCES.keys())
def test_how_binding_a_basis_is(basis: str, words: str) -> None:
    assert words == force(basis)


def test_the_list_has_every_rule_once_and_fits(capsys: pytest.CaptureFixture[str]) -> None:
    listing.run("text")
    lines = capsys.readouterr().out.splitlines()
    assert max(map(width, lines)) <= 80
    for rule in RULES:
        assert sum(f"{line}  ".startswith(f"  {rule.code}  ") for line in lines) == 1
    for page in PAGES:
        entry = rf"  {page.codes[0]}  {SEVERITY_WORDS[page.severity]}  {page.name}  +\S"
        assert sum(bool(re.match(entry, line)) for line in lines) == 1
    for path in shipped():
        assert sum(line.startswith(f"  {path.stem}  ") for line in lines) == 1


def test_the_list_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    listing.run("json")
    data = json.loads(capsys.readouterr().out)
    assert [rule["code"] for rule in data["rules"]] == [rule.code for rule in RULES]
    assert {"code", "name", "severity", "what", "basis", "force"} == set(data["rules"][0])
    assert [p["id"] for p in data["profiles"]] == [path.stem for path in shipped()]


def test_the_whole_manual_fits_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    explain.run([rule.code for rule in RULES])
    out = capsys.readouterr().out
    assert max(map(width, out.splitlines())) <= 80
    assert "`" not in out


def test_several_at_once_and_each_once(capsys: pytest.CaptureFixture[str]) -> None:
    explain.run(["GK400", "flow-imbalance", "Wrong-Cell"])
    heads = [x for x in capsys.readouterr().out.splitlines() if x.startswith("GK")]
    assert heads == ["GK300、GK400 wrong-cell  错误", "GK301 flow-imbalance  错误"]


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_a_local_requirement_is_explained_by_its_file(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that it can be saved as the beginning of one's own."""
    explain.run([path.stem])
    assert capsys.readouterr().out == path.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("flow-inbalance", "没有 flow-inbalance 这条规则，是不是想写 flow-imbalance。"),
        ("gk0018", "没有 gk0018 这条规则，是不是想写 GK018。"),
        ("wuwei", "是不是想写 wuwei-2025。"),
        ("勾稽", "没有 勾稽 这条规则。运行 gkreport rules 看全部规则"),
    ],
)
def test_an_unknown_name_is_guessed_at_after_the_others(
    name: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Stop) as stopped:
        explain.run([name, "GK004"])
    assert words in str(stopped.value)
    assert stopped.value.code == 2
    assert capsys.readouterr().out.startswith("GK004 empty-file")


def test_the_identities_speak_the_language_of_the_form() -> None:
    """Their pages are derived: the two sides, the labels, the lines, and the older form."""
    page = next(page for page in PAGES if page.name == "opening-balance-changed")
    assert page.what == "上年结转不等于上年报告的结转下年度。"
    assert "每一列（共 7 列）都应当：“二、上年结转政府信息公开申请数量” = 上年" in page.why[0]
    assert page.why[0].endswith("国办公开办函〔2019〕60号的格式也是这样。")
    assert "总计不符是错误，其余是警告。" in page.why[1]
    remedies = next(page for page in PAGES if page.name == "remedy-total")
    assert "、“复议后起诉”都应当：“总计” = “维持” + “纠正” + “其他”" in remedies.why[0]
