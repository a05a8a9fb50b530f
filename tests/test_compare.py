"""A report held against its published text: the same is the same, and each change is named."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from imported import doubt, published
from program import SAMPLES
from strategies import FORMS, Cells, load, report, reports, text

from gkreport.form import Address
from gkreport.importers.blocks import Origin
from gkreport.importers.compare import compare
from gkreport.importers.compare.model import Difference
from gkreport.importers.compare.paragraphs import paragraphs, part
from gkreport.importers.compose import Imported
from gkreport.report import Extra, Publication, Report

COMPLETE = report((SAMPLES / "complete.toml").read_text("utf-8"))
FORM_IDS = [form.id for form in FORMS]
SIGNS = "甲乙丙，。1 \n\n"


def told(ours: Report, page: Imported) -> list[tuple[str, str, str, str]]:
    return [(d.kind, d.status, d.ours, d.theirs) for d in compare(ours, page).differences]


def only(ours: Report, page: Imported) -> Difference:
    (difference,) = compare(ours, page).differences
    return difference


def with_rows(page: Imported, **rows: Any) -> Imported:
    """The page with other figures in some rows of table three."""
    changed = {("applications", row.replace("__", ".")): cells for row, cells in rows.items()}
    return page._replace(sheet=page.sheet._replace(rows={**page.sheet.rows, **changed}))


def with_text(page: Imported, section: str, prose: str) -> Imported:
    sections = {**page.sheet.sections, section: prose}
    return page._replace(
        sheet=page.sheet._replace(sections=sections),
        told=page.told._replace(sections={**page.told.sections, section: prose}),
    )


@pytest.mark.parametrize("name", ["complete", "2019", "qidong-2024", "draft", "wrong-cell"])
def test_a_report_is_the_same_as_itself(name: str) -> None:
    """Drafts too: what is left out shows nothing, and nothing is shown."""
    ours = report((SAMPLES / f"{name}.toml").read_text("utf-8"))
    compared = compare(ours, published(ours))
    assert [d for d in compared.differences if d.status != "note"] == []


@given(st.data())
def test_each_changed_figure_is_named_and_no_other(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FORM_IDS))
    cells: Cells = data.draw(reports(name))
    some = data.draw(st.sets(st.sampled_from(sorted(cells)), max_size=4))
    other = cells | dict.fromkeys(some, 77777)
    ours, theirs = (report(text(load(name), c)) for c in (cells, other))
    found = compare(ours, published(theirs)).differences
    assert {d.address for d in found} == some
    assert all((d.kind, d.status, d.theirs) == ("figure", "different", "77777") for d in found)


def test_money_is_compared_as_a_number() -> None:
    fees = Address("proactive_disclosure", "fees", "amount")
    ours = report(text(load("2021"), {fees: 1}))
    cells = published(ours)
    page = cells._replace(sheet=cells.sheet._replace(rows={fees[:2]: 1}))
    assert told(ours, page)[0][0] == "table"
    assert [d for d in told(ours, page) if d[0] in {"figure", "row"}] == []


def test_what_is_no_figure_is_compared_as_it_stands() -> None:
    ours = report((SAMPLES / "2019.toml").read_text("utf-8"))
    page = published(ours)
    row = ("proactive_disclosure", "procurement")
    for theirs, status in (
        (" 984361 元", None),
        ("９８４３６１元", "note"),
        ("98436元", "different"),
    ):
        sheet = page.sheet._replace(rows={**page.sheet.rows, row: (12, theirs)})
        found = compare(ours, page._replace(sheet=sheet, evidence=())).differences
        assert [d.status for d in found] == ([status] if status else [])


def test_the_raw_text_of_a_cell_is_the_same_as_itself() -> None:
    """A file that keeps `2笔` and a page of which 2 was read say the same."""
    at = Address("proactive_disclosure", "licensing", "decisions")
    ours = report(text(load("2021"), {at: "2笔"}))
    page = published(ours)
    evidence = [e._replace(raw="2笔") if e[:3] == at else e for e in page.evidence]
    sheet = page.sheet._replace(rows={**page.sheet.rows, at[:2]: 2})
    assert told(ours, page._replace(sheet=sheet, evidence=tuple(evidence))) == []


def test_an_unresolved_cell_cannot_be_told() -> None:
    at = ("applications", "received", "total")
    page = published(COMPLETE)
    page = page._replace(evidence=(doubt(*at, "1G", "16"), *page.evidence))
    page = with_rows(page, received=(12, 3, 0, 0, 1, 0, "1G"))
    page = page._replace(evidence=tuple({e[:3]: e for e in reversed(page.evidence)}.values()))
    difference = only(COMPLETE, page)
    assert (difference.kind, difference.status) == ("figure", "unknown")
    assert (difference.ours, difference.theirs) == ("16", "1G")
    assert "可能是 16" in difference.remark


@pytest.mark.parametrize(("raw", "status"), [("12300 1016", "unknown"), ("1230010 17", "different"),
                                             ("1230O1016", "unknown")])  # fmt: skip
def test_a_row_that_was_not_split(raw: str, status: str) -> None:
    """It can contradict the file, but never agree with it for certain."""
    page = with_rows(published(COMPLETE), received=raw)
    page = page._replace(evidence=(doubt("applications", "received", "", raw), *page.evidence))
    difference = only(COMPLETE, page)
    assert (difference.kind, difference.status) == ("row", status)
    assert (difference.ours, difference.theirs) == ("12 3 0 0 1 0 16", raw)
    assert difference.origin == Origin(line=12)


def test_a_row_that_one_side_lacks() -> None:
    page = published(COMPLETE)
    rows = {k: v for k, v in page.sheet.rows.items() if k[1] != "received"}
    lost = only(COMPLETE, page._replace(sheet=page.sheet._replace(rows=rows)))
    assert (lost.kind, lost.status, lost.ours) == ("row", "unknown", "12 3 0 0 1 0 16")
    without = (SAMPLES / "complete.toml").read_text("utf-8")
    ours = report("\n".join(x for x in without.splitlines() if not x.startswith("received ")))
    left_out = only(ours, page)
    assert (left_out.ours, left_out.theirs) == ("", "12 3 0 0 1 0 16")
    assert left_out.remark == "文件里没有写这一行"


def test_a_branch_folded_on_one_side() -> None:
    page = published(COMPLETE)
    rows = {k: v for k, v in page.sheet.rows.items() if not k[1].startswith("outcome.otherwise")}
    rows["applications", "outcome.otherwise"] = (0,) * 7
    found = told(COMPLETE, page._replace(sheet=page.sheet._replace(rows=rows)))
    assert [d[:2] for d in found] == [("row", "different")] * 4


def test_a_table_that_is_not_there_cannot_be_told() -> None:
    page = published(COMPLETE)
    rows = {k: v for k, v in page.sheet.rows.items() if k[0] != "remedies"}
    difference = only(COMPLETE, page._replace(sheet=page.sheet._replace(rows=rows)))
    assert (difference.kind, difference.status) == ("table", "unknown")


def test_tables_of_two_editions_are_not_compared_cell_by_cell() -> None:
    page = published(COMPLETE)
    old = {"proactive_disclosure": load("2019")}
    rows = {k: v for k, v in page.sheet.rows.items() if k[0] != "proactive_disclosure"}
    rows["proactive_disclosure", "rules"] = (0, 0, 0)
    difference = only(COMPLETE, page._replace(sheet=page.sheet._replace(rows=rows, forms=old)))
    assert (difference.kind, difference.status) == ("form", "different")


def test_facts_that_differ_and_facts_that_are_not_there() -> None:
    page = published(COMPLETE)
    other = page.told._replace(
        organ="云溪县财政局", year=2024, title="别的标题", published=None,
        written=COMPLETE.publication.date, period=None,
    )  # fmt: skip
    kinds = [d[:2] for d in told(COMPLETE, page._replace(told=other))]
    assert ("organ", "different") in kinds
    assert ("year", "different") in kinds
    assert ("title", "different") in kinds
    assert ("date", "note") in kinds
    nothing = page.told._replace(title="", organ="", year=None)
    assert [d[:2] for d in told(COMPLETE, page._replace(told=nothing))] == [
        ("organ", "note"), ("year", "note"), ("title", "unknown"),
    ]  # fmt: skip


def test_days_that_differ() -> None:
    day = COMPLETE.publication.date
    assert day is not None
    ours = COMPLETE._replace(publication=Publication(day, day, (day, day)))
    page = published(ours)
    later = day.replace(year=2030)
    other = page.told._replace(published=later, written=later, period=(day, later))
    found = told(ours, page._replace(told=other))
    assert [d[:2] for d in found] == [("date", "different")] * 3


def test_headings_and_contact_that_differ() -> None:
    page = published(COMPLETE)
    contact = {**page.sheet.organ.contact, "phone": "000"}
    sheet = page.sheet._replace(
        headings={"overview": "一、总体"}, organ=page.sheet.organ._replace(contact=contact)
    )
    found = told(COMPLETE, page._replace(sheet=sheet))
    assert found == [
        ("heading", "different", "一、总体情况", "一、总体"),
        ("contact", "different", COMPLETE.organ.contact["phone"], "000"),
    ]


def test_a_heading_in_half_width_is_a_note() -> None:
    page = published(COMPLETE)
    sheet = page.sheet._replace(headings={"overview": "一、总 体情况"})
    assert told(COMPLETE, page._replace(sheet=sheet)) == []
    remedies = COMPLETE._replace(headings={"remedies": "四、复议（诉讼）情况"})
    page = published(remedies)
    half = page.sheet._replace(headings={"remedies": "四、复议(诉讼)情况"})
    assert told(remedies, page._replace(sheet=half))[0][:2] == ("heading", "note")


def test_a_cell_that_was_not_read_cannot_be_told() -> None:
    page = published(COMPLETE)
    evidence = [e for e in page.evidence if e[:3] != ("applications", "received", "total")]
    page = with_rows(page._replace(evidence=tuple(evidence)), received=(12, 3, 0, 0, 1, 0, ""))
    difference = only(COMPLETE, page)
    assert (difference.status, difference.ours, difference.theirs) == ("unknown", "16", "")


def test_a_text_that_was_not_read_cannot_be_told() -> None:
    """Where its heading is there, it is known to be gone."""
    page = published(COMPLETE)
    kept = {k: v for k, v in page.told.sections.items() if k != "other_matters"}
    sheet = page.sheet._replace(sections={**kept, "preface": ""})
    unread = page._replace(sheet=sheet, told=page.told._replace(sections=kept, preface=""))
    assert [d[:2] for d in told(COMPLETE, unread)] == [("text", "unknown")] * 2
    gone = with_text(page, "other_matters", "")
    assert {d[:2] for d in told(COMPLETE, gone)} == {("text", "different")}


def test_a_row_that_was_never_split_in_either() -> None:
    before = (SAMPLES / "complete.toml").read_text("utf-8").splitlines()
    lines = [x if not x.startswith("received ") else 'received = "abc"' for x in before]
    ours = report("\n".join(lines))
    page = with_rows(published(ours), received="ａｂｃ")
    assert told(ours, page) == []


def test_extra_sections_are_compared_in_order() -> None:
    ours = COMPLETE._replace(extra=(Extra("七、附表", "乙。\n"),))
    assert told(ours, published(ours)) == []
    assert {d[:2] for d in told(COMPLETE, published(ours))} == {
        ("heading", "different"), ("text", "different"),
    }  # fmt: skip
    assert {d[:2] for d in told(ours, published(COMPLETE))} == {
        ("heading", "different"), ("text", "different"),
    }  # fmt: skip


def test_a_changed_word_is_shown_with_what_stands_around_it() -> None:
    prose = COMPLETE.sections["overview"].replace("申请16件", "申请17件")
    difference = only(COMPLETE, with_text(published(COMPLETE), "overview", prose))
    assert (difference.kind, difference.status) == ("text", "different")
    assert "申请【16】件" in difference.ours
    assert "申请【17】件" in difference.theirs
    assert difference.within is not None
    start, end = difference.within
    assert COMPLETE.sections["overview"][start:end] == "16"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("办结率98.2%，全年", "办结率92.8%，全年", [("98.2%", "92.8%")]),
        ("公开1,286条信息", "公开1,268条信息", [("1,286", "1,268")]),
        ("发布信息之后的情况", "发布消息之前的情况", [("信息之后", "消息之前")]),
        ("甲乙，丙丁戊己庚辛", "甲壬，癸丁戊己庚辛", [("乙", "壬"), ("丙", "癸")]),
    ],
)
def test_numbers_are_shown_whole(ours: str, theirs: str, expected: list[tuple[str, str]]) -> None:
    found = [
        tuple(text.partition("【")[2].partition("】")[0] for text in (p.ours, p.theirs))
        for p in part(ours, theirs)
    ]
    assert found == expected
    assert [ours[p.start : p.end] for p in part(ours, theirs)] == [one for one, _ in expected]


def test_a_moved_paragraph_is_one_difference() -> None:
    lines = COMPLETE.sections["overview"].strip().split("\n\n")
    other = "\n\n".join([*lines[:1], *lines[2:], lines[1]])
    difference = only(COMPLETE, with_text(published(COMPLETE), "overview", other))
    assert (difference.status, difference.remark) == ("different", "这一段文字相同，位置不同")
    assert difference.ours == difference.theirs


def test_paragraphs_that_one_side_lacks() -> None:
    prose = COMPLETE.sections["overview"]
    first = prose.strip().splitlines()[0]
    lost = only(COMPLETE, with_text(published(COMPLETE), "overview", prose.replace(first, "")))
    assert lost.remark == "公布的里面没有这些话"
    more = only(COMPLETE, with_text(published(COMPLETE), "overview", prose + "\n本页由丙制作\n"))
    assert (more.ours, more.theirs) == ("", "本页由丙制作")


def test_a_text_that_is_another_is_not_taken_apart() -> None:
    page = with_text(published(COMPLETE), "other_matters", "丁戊己庚辛壬癸\n")
    assert only(COMPLETE, page).theirs == "丁戊己庚辛壬癸"


@given(st.text(SIGNS))
@example("甲乙\n\n丙")
def test_a_text_is_the_same_as_itself_in_other_paragraphs(prose: str) -> None:
    assert list(part(prose, prose.replace(" ", "\u3000"))) == []
    assert all(p.same for p in part(prose, prose.replace("\n", "")))


@given(st.text(SIGNS), st.text(SIGNS))
def test_texts_are_the_same_only_if_their_signs_are(one: str, other: str) -> None:
    partings = [p for p in part(one, other) if not p.same]
    same = "".join(one.split()) == "".join(other.split())
    assert same == (not partings)
    assert all(0 <= p.start <= p.end <= len(one) for p in partings)


@given(st.text(SIGNS))
def test_paragraphs_begin_where_they_say(prose: str) -> None:
    assert all(prose.startswith(p.text, p.start) for p in paragraphs(prose))


def test_half_width_signs_in_a_text_are_a_note() -> None:
    prose = COMPLETE.sections["overview"].replace("，", ",").replace("（一）", "(一)")
    found = told(COMPLETE, with_text(published(COMPLETE), "overview", prose))
    assert {d[:2] for d in found} == {("text", "note")}


def test_a_very_long_text_is_not_compared_sign_by_sign() -> None:
    ours = COMPLETE._replace(sections={**COMPLETE.sections, "overview": "甲乙" * 4000})
    page = with_text(published(ours), "overview", "甲乙" * 3999 + "甲丙")
    assert only(ours, page).ours.endswith("……")
