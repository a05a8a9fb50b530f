"""Fields in prose: what they may name, what they show, where findings point, what stays."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from imported import found, imported, published
from program import SAMPLES, Program, program
from short_report import short
from strategies import FORMS, check, foldings, grids, load, patterned, reading, report, text, zero

from gkreport.finding import Finding, Hit, Mend, plain
from gkreport.form import Address, Form
from gkreport.importers.compare import compare
from gkreport.importers.texts.told import Told
from gkreport.importers.toml import reading as imported_reading
from gkreport.mend import mend
from gkreport.renderers import page, render
from gkreport.report import FIELD, Extra, Report
from gkreport.report.fields import Expanded, escape, expand, expansions, settled
from gkreport.report.names import Fault, Names, Value, _data
from gkreport.rules import Case, copying
from gkreport.rules.engine import run
from gkreport.rules.placed import placed

__all__ = ["program"]

NEW, OLD = load("2021"), load("2019")
TABLES = """
[proactive_disclosure]
rules = [0, 0, 0]
normative_documents = [2, 1, 9]
licensing = 3
penalties = 4
compulsion = 0
fees = 1.50

[applications]
received = [9, 2, 0, 1, 0, 0, 12]
brought_forward = [1, 0, 0, 0, 0, 0, 1]
outcome.granted = [8, 2, 0, 1, 0, 0, 11]
outcome.refused.state_secret = [0, "", 0, 0, 0, 0, 0]
outcome.total = [8, 2, 0, 1, 0, 0, 11]
carried_forward = [2, 0, 0, 0, 0, 0, 2]

[remedies]
reconsideration = [1, 0, 0, 0, 1]
litigation.direct = [0, 1, 0, 0, 1]
litigation.after_reconsideration = [2, 0, 0, 0, 2]
"""
REPORT = report(short(publication="date = 2026-01-16", tables=TABLES))


def shown(word: str, of: Report = REPORT) -> str:
    value = Names(of).find(word)
    assert isinstance(value, Value), value
    return value.text


def why(word: str, of: Report = REPORT) -> str:
    fault = Names(of).find(word)
    assert isinstance(fault, Fault), fault
    return fault.why


def written(prose: str, **more: Any) -> str:
    """A report with that text where applications are written about."""
    return short(applications=prose, tables=TABLES, **more)


def of(name: str, prose: str) -> list[Finding]:
    return [f for f in check(written(prose)) if f.name == name]


def marked(finding: Finding, source: str) -> str:
    """The stretch of the file that a finding points at."""
    assert finding.line is not None
    assert finding.column is not None
    line = source.splitlines()[finding.line - 1]
    return line[finding.column - 1 : finding.column - 1 + finding.width]


# What a field may name


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("新收", "12"),
        ("  新 收　", "12"),
        ("applications.received", "12"),
        ("applications.received.total", "12"),
        ("applications.received.natural_person", "9"),
        ("新收.自然人", "9"),
        ("新收.法人或其他组织", "3"),
        ("applications.received.organization.enterprise", "2"),
        ("本年新收政府信息公开申请数量.商业企业", "2"),
        ("办理结果总计", "11"),
        ("applications.outcome.total", "11"),
        ("本年度办理结果.企业", "2"),
        ("上年结转 + 新收", "13"),
        ("上年结转＋新收＋结转下年度", "15"),
        ("行政复议", "1"),
        ("行政诉讼总计", "3"),
        ("行政诉讼.结果维持", "2"),
        ("remedies.litigation.direct.corrected", "1"),
        ("规范性文件制发", "2"),
        ("行政规范性文件.现行有效", "9"),
        ("行政许可", "3"),
        ("proactive_disclosure.licensing.decisions", "3"),
        ("收费金额", "1.50"),
        ("年度", "2025"),
        ("year", "2025"),
        ("上年年度", "2024"),
        ("下年度", "2026"),
        ("机关名称", "云溪县水利局"),
        ("公布日期", "2026年1月16日"),
    ],
)
def test_a_name_stands_for_its_figure(word: str, value: str) -> None:
    assert shown(word) == value


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("", "unknown"),
        ("新受", "unknown"),
        ("其他", "unknown"),
        ("总计", "unknown"),
        ("新收.小计", "unknown"),
        ("applications", "unknown"),
        ("__class__", "unknown"),
        ("7*7", "unknown"),
        ("新收 - 上年结转", "unknown"),
        ("新收 +", "unknown"),
        ("规章新制作", "unknown"),
        ("规章", "columns"),
        ("新收 + 收费金额", "unlike"),
        ("新收 + 年度", "unlike"),
        ("部分公开", "gap"),
        ("属于国家秘密.企业", "gap"),
        ("不予公开", "gap"),
        ("成文日期", "gap"),
    ],
)
def test_what_has_no_value_says_why(word: str, reason: str) -> None:
    assert why(word) == reason


def test_a_year_or_an_organ_that_is_not_stated_is_a_gap() -> None:
    unknown = report(short(year=None, organ=""))
    assert {why(word, unknown) for word in ("年度", "上年度", "机关名称")} == {"gap"}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
@pytest.mark.parametrize("folded", foldings(NEW), ids=str)
def test_every_name_resolves_and_every_cell_has_an_id(form: Form, folded: frozenset[str]) -> None:
    cells = {a: n for n, a in enumerate(x for g in grids(form, folded) for x in g.addresses)}
    whole = report(text(form, cells))
    names = Names(whole)
    entries = list(names.entries(every=True))
    assert [e.id for e in entries if e.value is None] == ["publication.written"]
    for entry in entries:
        for name in entry.names if entry.value else ():
            assert names.find(name) == names.find(entry.id), name
    ids = {entry.id for entry in entries}
    for address, value in cells.items():
        assert names.find(".".join(address)) == Value(plain(value), value, _kind(whole, address))
        assert {".".join(address), ".".join(address[:2])} & ids or address.row.endswith("total")


def _kind(of: Report, address: Address) -> str:
    grid = next(f.grid for f in of.printed(address.table) if address.row in f.grid.rows.by_id)
    return grid.kinds[grid.index[address.row, address.column]]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_no_name_stands_for_two_things(form: Form) -> None:
    entries = list(Names(report(text(form, zero(form)))).entries(every=True))
    names = [name for entry in entries for name in entry.names]
    assert len(names) == len(set(names))


def test_every_word_of_the_list_is_of_use_on_a_form() -> None:
    every = {
        e.id for form in FORMS for e in Names(report(text(form, zero(form)))).entries(every=True)
    }
    cells = _data()["cells"]
    assert [id for id in cells if not {id, id.rpartition(".")[0]} & every] == []  # noqa: A001
    assert set(_data()["facts"]) <= every


def test_a_folded_branch_is_a_field_and_its_rows_are_gaps() -> None:
    cells = zero(NEW, ("outcome.otherwise",))
    cells[Address("applications", "outcome.otherwise", "total")] = 5
    whole = report(text(NEW, cells))
    assert shown("其他处理", whole) == "5"
    assert why("逾期不缴费", whole) == "gap"
    assert "逾期不缴费" not in {n for e in Names(whole).entries(every=True) for n in e.names}


def test_a_branch_is_the_sum_of_its_rows() -> None:
    cells = patterned(NEW, every=2)
    parts = [
        value
        for address, value in cells.items()
        if address.row.startswith("outcome.refused.") and address.column == "total"
    ]
    assert shown("不予公开", report(text(NEW, cells))) == str(sum(parts)) != "0"


def test_a_figure_that_is_stated_in_words_is_shown_as_it_stands() -> None:
    cells = zero(OLD)
    cells[Address("proactive_disclosure", "procurement", "amount")] = "251000元"
    cells[Address("proactive_disclosure", "licensing", "change")] = "+3/-2"
    whole = report(text(OLD, cells))
    assert shown("政府集中采购.总金额", whole) == "251000元"
    assert shown("行政许可.增减", whole) == "+3/-2"


def test_names_are_offered_that_are_near() -> None:
    names = Names(REPORT)
    assert names.near("新受")[0] == "新收"
    assert names.near("法律")[0].endswith(".法律")
    assert names.near("甲乙丙丁戊") == ()


# What is shown


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("新收{{新收}}件", "新收12件"),
        ("{{ 新收 }}{{ 上年结转 }}", "121"),
        ("{{{{ 新收 }}", "{{ 新收 }}"),
        ("{{{{{{ 新收 }}", "{{12"),
        ("{{{ 新收 }}", "{{{ 新收 }}"),
        ("{ 新收 }", "{ 新收 }"),
        ("新收 }}", "新收 }}"),
        ("{{ 新收", "{{ 新收"),
        ("{{ 新收\n}}", "{{ 新收\n}}"),
        ("{{ {{ 新收 }}", "{{ 12"),
        ("{{}}", "{{}}"),
        ("{{ 部分公开 }}件", "{{ 部分公开 }}件"),
        ("{{ ''.__class__ }}", "{{ ''.__class__ }}"),
    ],
)
def test_a_text_is_expanded(raw: str, text: str) -> None:
    assert expand(raw, REPORT).text == text


def test_a_value_is_not_read_again() -> None:
    odd = REPORT._replace(organ=REPORT.organ._replace(name="{{ 新收 }}\n局"))
    assert expand("{{ 机关名称 }}", odd).text == "{{ 新收 }} 局"


@given(st.text(alphabet="{}甲 \n"))
@example("{{{ 新收 }}}")
def test_an_escaped_text_reads_as_it_was(prose: str) -> None:
    expanded = expand(escape(prose), REPORT)
    assert expanded.text == prose
    assert all(piece.fault is None for piece in expanded.pieces)


PIECES = st.sampled_from(
    ("甲", "乙丙。", "\n", "{{ 新收 }}", "{{新收.自然人}}", "{{{{", "{{ 无 }}", "{{", "{", "}}")
)


@given(st.lists(PIECES).map("".join))
def test_every_stretch_has_its_place_in_the_written_text(raw: str) -> None:
    expanded = expand(raw, REPORT)
    inside = {n for p in expanded.pieces if p.fault is None for n in range(p.start, p.end)}
    for n, sign in enumerate(expanded.text):
        start, end = expanded.back(n, n + 1)
        assert (raw[start:end] == sign) or (n in inside and raw.startswith(FIELD, start))
    assert expanded.back(0, len(expanded.text)) == (0, len(raw))
    for piece in expanded.pieces:
        assert expanded.back(piece.start, piece.end) == (piece.raw_start, piece.raw_end)
        assert expanded.within(piece.start, piece.end) == piece


def test_all_texts_of_a_report_have_their_fields() -> None:
    raw = REPORT._replace(
        sections={**REPORT.sections, "preface": "{{ 年度 }}年。", "remedies": "{{ 行政复议 }}件。"},
        extra=(Extra("七、{{ 年度 }}", "甲。"), Extra("八、附表", "{{ 新收 }}件。")),
    )
    whole = settled(raw)
    assert (whole.sections["preface"], whole.sections["remedies"]) == ("2025年。", "1件。")
    assert [e.text for e in whole.extra] == ["甲。", "12件。"]
    assert whole.extra[0].heading == "七、{{ 年度 }}"
    assert set(expansions(raw)) == {
        ("sections", "preface"), ("sections", "remedies"), ("sections", "extra", 1, "text"),
    }  # fmt: skip
    shown_ = page.build(raw)
    assert shown_ == page.build(whole)
    assert shown_.preface[0].text == "2025年。"


def test_without_braces_a_report_is_itself() -> None:
    assert settled(REPORT) is REPORT


@pytest.mark.parametrize("form", ["html", "fragment", "markdown", "text"])
def test_every_format_shows_the_values(form: str) -> None:
    made = render(report(written("新收 {{ 新收 }} 件，共 {{{{ 甲 }}。{{ 部分公开 }}")), form)
    assert "新收 12 件，共 {{ 甲 }}。{{ 部分公开 }}" in made.replace("\\", "")


# Findings


def test_a_finding_behind_a_field_points_to_its_place() -> None:
    prose = "全年新收 {{ 新收 }} 件，{{ 年度 }}年，，办结 {{ 办理结果总计 }} 件"
    source = written(prose)
    [doubled] = [f for f in check(source) if f.name == "doubled-mark"]
    assert marked(doubled, source) == "，，"


def test_a_finding_about_a_value_points_to_its_field() -> None:
    source = written("新收申请 {{ 上年结转 }} 件。")
    [differs] = [f for f in check(source) if f.name == "received-differs"]
    assert "{{ 上年结转 }}" in marked(differs, source) or marked(differs, source) == "1 件"
    assert marked(differs, source).startswith("{{ 上年结转 }}")


def test_what_the_table_says_is_never_contradicted() -> None:
    prose = "全年新收申请 {{ 新收 }} 件，上年结转 {{ 上年结转 }} 件，予以公开 {{ 予以公开 }} 件。"
    findings = check(written(prose))
    assert not [f for f in findings if "differs" in f.name or "field" in f.name]
    wrong = check(written(prose.replace("{{ 新收 }}", "13")))
    assert [f.name for f in wrong if "differs" in f.name] == ["received-differs"]


@pytest.mark.parametrize(
    ("prose", "meant", "said"),
    [
        ("甲 {{ 新受 }} 件。", "{{ 新受 }}", "{{ 新收 }}"),
        ("{{ 年度 }}年 {{ 新收 件。", "{{", "一行里写完"),
        ("{{ 规章 }} 件。", "{{ 规章 }}", "{{ 规章.制发 }}"),
        ("{{ 新收 + 年度 }} 件。", "{{ 新收 + 年度 }}", "相加"),
        ("新收 ｛｛ 新收 ｝｝ 件。", "｛｛ 新收 ｝｝", "半角"),
        ("新收 ｛｛ 新收 件。", "｛｛", "半角"),
    ],
)
def test_a_field_that_is_none_is_found_where_it_stands(prose: str, meant: str, said: str) -> None:
    [finding] = of("unknown-field", prose)
    assert finding.severity == "error"
    assert marked(finding, written(prose)) == meant
    assert said in finding.hit.hint


def test_a_long_field_is_cut_in_the_message() -> None:
    [finding] = of("unknown-field", f"{{{{ {'甲' * 100} }}}}")
    assert len(finding.hit.message) < 60


def test_how_to_write_braces_as_they_stand_is_said() -> None:
    [finding] = of("unknown-field", "{{ 7*7 }}")
    assert "{{{{" in finding.hit.hint
    assert of("unknown-field", "{{{{ 7*7 }}") == []


def test_a_heading_has_no_fields() -> None:
    source = written("甲。", top='title = "{{ 年度 }}年报告"')
    [finding] = [f for f in check(source) if f.name == "unknown-field"]
    assert finding.severity == "warning"
    assert marked(finding, source) == "{{"


@pytest.mark.parametrize("key", ["name", "contact.office", "contact.email"])
@pytest.mark.parametrize("braces", ["{{ 年度 }}", "{{", "｛｛ 年度 ｝｝"])
def test_who_it_is_and_where_to_ask_have_no_fields(key: str, braces: str) -> None:
    """They are printed as they stand, so they are spoken of."""
    source = short(applications="甲。", tables=TABLES, organ="")
    named = 'name = "甲局"\n' if key != "name" else ""
    source = source.replace("[organ]\n", f'[organ]\n{named}{key} = "{braces}办公室"\n')
    [finding] = [f for f in check(source) if f.name == "unknown-field"]
    assert finding.severity == "warning"
    assert "不用字段" in finding.hit.message
    assert marked(finding, source) == braces[:2]


@pytest.mark.parametrize(
    ("prose", "stray"),
    [
        ("{{新收}}}} 件。", "}}"),
        ("{{新收}}} 件。", "}"),
        ("新收 }} 件。", "}}"),
        ("{{ 部分公开 }}}} 件。", "}}"),
        ("{{{{新收}}}} 件。", "}}"),
        ("{{{{ 甲 }} }} 件。", "}}"),
        ("{{ 年度 }} 甲。\n}}", "}}"),
        ("{{ 新收 }} } 件，{{{{ 甲 }}，甲 } 乙。", ""),
        ("{{{{ {{ 新收 }} }} 件。", ""),
        ("{{ {{ 新收 }} }} 件。", ""),
        ("｛｛ 新收 }} 件。", ""),
        ("{{{ 新收 }}} 件。", ""),
    ],
)
def test_an_end_without_a_beginning_is_found(prose: str, stray: str) -> None:
    found = [f for f in of("unknown-field", prose) if "右花括号" in f.hit.message]
    assert [marked(f, written(prose)) for f in found] == ([stray] if stray else [])
    assert [f.severity for f in found] == (["warning"] if stray else [])


def test_many_ends_are_one_finding() -> None:
    [finding] = of("unknown-field", "{{ 年度 }}}} 甲，{{ 新收 }}}} 件。")
    assert finding.hit.message.endswith("共 2 处")


def test_a_value_with_braces_has_no_stray_end() -> None:
    odd = short(organ='name = "甲}}局"', overview="甲。", applications="由 {{ 机关名称 }} 办理。")
    assert [f for f in check(odd) if "右花括号" in f.hit.message] == []


def test_fields_on_gaps_are_one_warning() -> None:
    prose = "{{ 部分公开 }}、{{ 不予公开 }}、{{ 无法提供 }}、{{ 成文日期 }}、{{ 部分公开 }}"
    [finding] = of("field-unfilled", prose)
    assert finding.severity == "warning"
    assert "共 4 个" in finding.hit.message
    assert marked(finding, written(prose)) == "{{ 部分公开 }}"


def test_a_draft_of_last_year_is_left_alone() -> None:
    mark = "【以下是上年报告的文字，改写之后请删去这一行】"
    assert [f.name for f in check(written(f"{mark}\n{{{{ 新受 }}}}")) if "field" in f.name] == []


def test_nothing_else_is_said_of_what_should_be_a_field() -> None:
    names = {f.name for f in check(written("办结 {{ 办结 件。"))}
    assert "unknown-field" in names
    assert "figure-missing" not in names


def test_typed_figures_are_offered_where_fields_are_used() -> None:
    typed = "新收申请12件，上年结转1件，办结11件，行政复议维持1件。"
    assert of("typed-figure", typed) == []
    [finding] = of("typed-figure", "{{ 年度 }}年，" + typed)
    assert finding.severity == "note"
    assert "12 可以写成 {{ 新收 }}" in finding.hit.message
    assert marked(finding, written("{{ 年度 }}年，" + typed)) == "12"
    assert of("typed-figure", "{{{{ " + typed) == []


def test_a_figure_that_is_typed_twice_is_offered_once() -> None:
    typed = "{{ 年度 }}年，新收申请12件，上年结转1件，办结11件。"
    source = short(overview="收到申请12件。", applications=typed, tables=TABLES)
    [finding] = [f for f in check(source) if f.name == "typed-figure"]
    assert finding.hit.message.count("12 可以写成 {{ 新收 }}") == 1
    assert "{{ 新收 }}（2 处）、" in finding.hit.message


def test_only_what_equals_its_cell_is_offered() -> None:
    prose = "{{ 年度 }}年，上年结转约1件，予以公开 {{ 予以公开 }} 件，收费1.50万元，共0件。"
    assert of("typed-figure", prose) == []


def test_mends_keep_the_fields() -> None:
    source = written("新收 {{ 新收 }} 件，，办结 {{{{ 件。。")
    done = mend(reading(source).source, run(reading(source)), lambda s: run(reading(s.text)))
    assert "新收 {{ 新收 }} 件，办结 {{{{ 件。" in done.text
    assert len(done.done) == 2


def test_a_mend_in_a_field_or_beside_texts_with_fields() -> None:
    shown_ = expand("甲{{ 机关名称 }}，，", REPORT)
    own = Mend(("sections", "overview"), 1, shown_.text[1:2], "")
    behind = own._replace(start=len(shown_.text) - 2, before="，，", after="，")
    other = own._replace(at=("sections", "remedies"))
    [hit] = placed([Hit("doubled-mark", "", mends=(own, behind, other))], {own.at: shown_})
    assert hit.mends == (behind._replace(start=len("甲{{ 机关名称 }}")), other)


def test_a_figure_in_chinese_numerals_is_not_offered() -> None:
    assert of("typed-figure", "{{ 年度 }}年新收申请十二件，收费1.50万元。") == []


def test_last_years_text_is_compared_as_it_was_shown() -> None:
    prose = "，".join(f"第{n}项{chr(0x4E00 + n)}工作由{{{{ 机关名称 }}}}办理" for n in range(40))
    last = REPORT._replace(sections={**REPORT.sections, "overview": prose})
    now = reading(short(overview=prose, tables=TABLES))
    assert now.report is not None
    [hit] = copying.copied_prose(Case(now, now.report, last))
    assert hit.found == "100%"


# Import, verify, and the command


@given(st.lists(st.one_of(PIECES, st.text(max_size=4))).map("".join))
def test_what_was_published_never_becomes_a_field(prose: str) -> None:
    told = Told(sections={"overview": prose}, preface=prose, extra=(Extra("七、附表", prose),))
    made = imported(found(zero(NEW), dict.fromkeys(NEW.keys, NEW)), told)
    back = imported_reading(made).report
    assert back is not None
    whole = settled(back)
    ours = {name: made.sheet.sections.get(name, "") for name in ("overview", "preface")}
    assert {name: whole.sections.get(name, "") for name in ours} == ours
    assert [e.text for e in whole.extra] == [e.text for e in made.sheet.extra]


def test_a_report_with_fields_is_verified_as_it_was_shown() -> None:
    raw = report(written("新收 {{ 新收 }} 件，按 {{{{ 甲 }} 办理。"))
    assert [d for d in compare(raw, published(settled(raw))).differences if d.kind == "text"] == []


def test_a_difference_points_to_the_written_text() -> None:
    prose = "新收 {{ 新收 }} 件，结转 {{ 结转下年度 }} 件，由办公室办理。"
    raw, source = report(written(prose)), prose
    other = report(written(prose.replace("办公室", "法规科")))
    [difference] = [
        d for d in compare(raw, published(settled(other))).differences if d.kind == "text"
    ]
    assert difference.within is not None
    assert source[slice(*difference.within)] == "办公室"


def test_the_command_lists_fields_with_values(program: Program, tmp_path: Path) -> None:
    (tmp_path / "report.toml").write_text(written("新收申请12件，部分公开 {{ 部分公开 }} 件。"))
    done = program("fields")
    assert done.code == 0
    lines = [line.split() for line in done.out.splitlines()]
    assert ["12", "新收、本年新收", "applications.received"] in lines
    assert ["（没有数）", "部分公开", "applications.outcome.partially_granted"] in lines
    assert "12 可以写成 {{ 新收 }}" in done.out
    assert "{{ 新收.自然人 }}" in done.err
    assert "新收.自然人" not in done.out
    assert "新收.自然人" in program("fields", "--all").out


def test_the_command_for_programs(program: Program) -> None:
    done = program("fields", SAMPLES / "complete.toml", "--format", "json")
    data = json.loads(done.out)
    assert data["version"] == 1
    by_id = {entry["id"]: entry for entry in data["fields"]}
    assert by_id["applications.received"]["names"][0] == by_id["applications.received"]["name"]
    assert by_id["applications.received"]["value"] == "16"
    lines = (SAMPLES / "complete.toml").read_text("utf-8").splitlines()
    assert data["typed"]
    for one in data["typed"]:
        assert lines[one["line"] - 1][one["column"] - 1 :].startswith(one["figure"])


def test_a_typed_figure_behind_a_field_has_its_place(program: Program, tmp_path: Path) -> None:
    source = written("{{ 年度 }}年新收申请12件。")
    (tmp_path / "report.toml").write_text(source, "utf-8")
    [one] = json.loads(program("fields", "--format", "json").out)["typed"]
    assert source.splitlines()[one["line"] - 1][one["column"] - 1 :].startswith("12件")


def test_the_command_says_nothing_of_figures_where_there_are_none(program: Program) -> None:
    assert "可以换成字段" not in program("fields", SAMPLES / "draft.toml").out


def test_the_command_needs_a_report(program: Program) -> None:
    assert program("fields").code == 2


def test_ready_waits_for_fields(program: Program, tmp_path: Path) -> None:
    (tmp_path / "report.toml").write_text(written("部分公开 {{ 部分公开 }} 件。"), "utf-8")
    assert "{{ 部分公开 }}" in program("ready").out


def test_ready_waits_for_fields_where_there_are_none(program: Program, tmp_path: Path) -> None:
    text = (SAMPLES / "complete.toml").read_text("utf-8")
    office = 'contact.office = "'
    assert office in text
    (tmp_path / "report.toml").write_text(text.replace(office, f"{office}{{{{ 机关名称 }}}}"))
    said = program("ready")
    assert said.code == 1
    assert "联系方式的“联系机构”里不用字段" in said.out


def test_money_may_be_added_to_money() -> None:
    assert Names(REPORT).find("收费金额+收费金额") == Value("3.00", Decimal("3.00"), "money")


def test_an_expanded_text_without_fields_is_where_it_was() -> None:
    assert Expanded("甲乙", ()).back(1, 2) == (1, 2)
