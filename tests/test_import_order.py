"""Heads, rows and units that are not the form's: read by what they say, or left open."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from program import SAMPLES, Program, program
from strategies import FORMS

from gkreport.form import Address
from gkreport.importers import sniff
from gkreport.importers.figures import Found, find

__all__ = ["program"]
NEW = FORMS[0]
PROACTIVE, APPLICATIONS, REMEDIES = NEW.keys
FEES = Address(PROACTIVE, "fees", "amount")
UPHELD, CORRECTED = "结果维持", "结果纠正"
DIRECT, AFTER = "未经复议直接起诉", "复议后起诉"
ACROSS = ["2", "1", "0", "1", "4", "1", "0", "0", "0", "1", "0", "0", "1", "0", "1"]
Read = Callable[[str], Found]


@pytest.fixture
def page(program: Program, tmp_path: Path) -> str:
    """The published page of the complete sample, with figures in the table printed across."""
    program("render", SAMPLES / "complete.toml", "--html", "-o", "page.html")
    text = (tmp_path / "page.html").read_text("utf-8")
    at = text.rindex("<table")
    head, body = text[:at], text[at:]
    row = max(re.findall(r"<tr>(?:<td[^>]*>[^<]*</td>){15}</tr>", body), key=len)
    cells = "".join(f"<td>{figure}</td>" for figure in ACROSS)
    return head + body.replace(row, f"<tr>{cells}</tr>")


def read(text: str, name: str = "x.html") -> Found:
    return find(sniff.read(name, text.encode()), FORMS)


def swap(text: str, one: str, other: str) -> str:
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def row(found: Found, name: str, key: str = REMEDIES) -> list[object]:
    return [value for address, value in found.values.items() if address[:2] == (key, name)]


def codes(found: Found) -> list[str]:
    return [note.code for note in found.notes if note.serious]


def test_the_usual_order(page: str) -> None:
    found = read(page)
    assert row(found, "reconsideration") == [2, 1, 0, 1, 4]
    assert not found.unresolved
    assert not found.notes


def test_columns_printed_across_are_read_by_their_heads(page: str) -> None:
    at = page.rindex("<table")
    found = read(page[:at] + swap(page[at:], f">{UPHELD}<", f">{CORRECTED}<"))
    assert row(found, "reconsideration") == [1, 2, 0, 1, 4]
    assert row(found, "litigation.direct") == [0, 1, 0, 0, 1]
    assert not found.notes


def test_rows_printed_across_are_read_by_their_heads(page: str) -> None:
    found = read(swap(page, f">{DIRECT}<", f">{AFTER}<"))
    assert row(found, "litigation.direct") == [0, 0, 1, 0, 1]
    assert row(found, "litigation.after_reconsideration") == [1, 0, 0, 0, 1]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: swap(text, ">行政复议<", ">行政诉讼<"),
        lambda text: text.replace(f">{UPHELD}<", f">{CORRECTED}<", 1),
        lambda text: swap(text, f">{UPHELD}<", f">{CORRECTED}<").replace(">尚未审结<", "><"),
    ],
)
def test_heads_that_contradict_the_form_leave_the_figures_open(
    page: str, change: Callable[[str], str]
) -> None:
    at = page.rindex("<table")
    found = read(page[:at] + change(page[at:]))
    assert not [address for address in found.values if address.table == REMEDIES]
    assert len([key for key, _ in found.rows if key == REMEDIES]) == 3
    assert codes(found) == ["heads-disordered"]


def test_damaged_heads_in_the_usual_order_are_read_by_place(page: str) -> None:
    at = page.rindex("<table")
    found = read(page[:at] + page[at:].replace(">尚未审结<", ">尚末审<"))
    assert row(found, "reconsideration") == [2, 1, 0, 1, 4]


HEADS = (UPHELD, CORRECTED, "其他结果", "尚未审结", "总计")


def text(
    heads: tuple[str, ...], rows: tuple[str, str] = (DIRECT, AFTER), *, sign: str = " "
) -> str:
    named = sign.join((*heads, *rows, *heads, *heads))
    return f"行政复议{sign}行政诉讼\n{named}\n{sign.join(ACROSS)}\n"


@pytest.mark.parametrize("sign", [" ", "\t", "|"])
def test_a_text_in_another_order_is_left_open(sign: str) -> None:
    heading = NEW.sections[3].heading + "\n"
    assert row(read(heading + text(HEADS, sign=sign), "x.txt"), "reconsideration") == [
        2,
        1,
        0,
        1,
        4,
    ]
    other = (CORRECTED, UPHELD, *HEADS[2:])
    for source in (text(other, sign=sign), text(HEADS, (AFTER, DIRECT), sign=sign)):
        assert not read(heading + source, "x.txt").values


def test_columns_of_a_text_in_another_order_are_left_open() -> None:
    heads = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    rows = [leaf.label for leaf in NEW.tables[4].rows.leaves][:3]
    body = "\n".join(f"{label} 1 2 3 0 0 0 6" for label in rows)
    assert row(read(" ".join(heads) + "\n" + body, "x.txt"), "received", APPLICATIONS)
    heads[1], heads[2] = heads[2], heads[1]
    found = read(" ".join(heads) + "\n" + body, "x.txt")
    assert not found.values
    assert len(found.rows) == 3
    assert codes(found) == ["heads-disordered"]


@pytest.mark.parametrize(
    ("named", "cell", "value", "other"),
    [
        ("单位：万元", "12.35", "12.35", ""),
        ("单位:0万元", "12.35", "12.35", ""),
        ("单位：元", "123500", "123500元", "12.35"),
        ("单位：千元", "123.5", "123.5千元", "12.35"),
        ("元", "123500", "123500元", "12.35"),
        ("人民币亿元", "0.1", "0.1亿元", "1000"),
        ("单位：元", "0", "0", ""),
        ("单位：元", "12.35万元", "12.35", ""),
    ],
)
def test_the_unit_of_money(page: str, named: str, cell: str, value: str, other: str) -> None:
    page = page.replace("（单位：万元）", f"（{named}）")
    found = read(re.sub(r"(行政事业性收费</th><td[^>]*>)[^<]*", rf"\g<1>{cell}", page))
    assert str(found.values[FEES]) == value
    (evidence,) = (e for e in found.evidence if e[:3] == FEES)
    assert (evidence.how == "unresolved", "".join(evidence.candidates)) == (bool(other), other)
    assert codes(found) == ["unit-differs"] * bool(other)


def test_the_unit_may_stand_in_the_title(page: str) -> None:
    page = page.replace("（单位：万元）", "")
    page = re.sub(r"(行政事业性收费</th><td[^>]*>)[^<]*", r"\g<1>50", page)
    assert read(page).values[FEES] == 50
    at = page.index("<table")
    assert read(page[:at] + "<p>单位：件、元</p>" + page[at:]).values[FEES] == 50
    assert read(page[:at] + "<p>金额单位：元</p>" + page[at:]).values[FEES] == "50元"


def test_rows_that_changed_places_are_never_exchanged(page: str) -> None:
    whole = re.findall(r"<tr>(?:(?!</tr>).)*[一二]、[本上]年(?:(?!</tr>).)*</tr>", page)
    labels = [re.sub(r"<td.*", "", line) for line in whole]
    right = read(page)
    for source in (swap(page, *whole), swap(page, *labels)):
        found = read(source)
        names = ["received", "brought_forward"]
        said = [row(right, name, APPLICATIONS) for name in names]
        wanted = said if source == swap(page, *whole) else said[::-1]
        for name, figures in zip(names, wanted, strict=True):
            raw = " | ".join(map(str, figures))
            assert row(found, name, APPLICATIONS) in ([], figures)
            assert found.rows.get((APPLICATIONS, name), raw) == raw
            assert row(found, name, APPLICATIONS) or (APPLICATIONS, name) in found.rows
        assert codes(found) == ["row-out-of-place"]


@pytest.mark.parametrize(
    ("old", "new", "row_id"),
    [
        (">3.其他<", ">其他<", "outcome.otherwise.other"),
        (">（一）予以公开<", ">（二）予以公开（不含其他情形）<", "outcome.granted"),
    ],
)
def test_rows_in_other_words_are_read_or_kept(page: str, old: str, new: str, row_id: str) -> None:
    figures = row(read(page), row_id, APPLICATIONS)
    found = read(page.replace(old, new))
    raw = " | ".join(map(str, figures))
    assert row(found, row_id, APPLICATIONS) in ([], figures)
    assert figures
    assert row(found, row_id, APPLICATIONS) or found.rows[APPLICATIONS, row_id].endswith(raw)


LABELS = [leaf.label for leaf in NEW.tables[4].rows.leaves]


@pytest.mark.parametrize(
    ("figures", "values"),
    [
        ("，102，15，0，1，3，5，126", [102, 15, 0, 1, 3, 5, 126]),
        ("、102、15、0、1、3、5、126", [102, 15, 0, 1, 3, 5, 126]),
        ("，102，15，0，1，3，5，127", []),
        ("，102，15，0，1，3，126", []),
        ("，102、15，0，1，3，5，126", []),
        (",102,15,0,1,3,5,126", []),
    ],
)
def test_signs_between_figures(figures: str, values: list[int]) -> None:
    found = read(f"{LABELS[0]}{figures}\n{LABELS[1]}，0，0，0，0，0，0，0\n", "x.txt")
    assert row(found, "received", APPLICATIONS) == values
    assert values or found.rows[APPLICATIONS, "received"] == figures[1:]


@pytest.mark.parametrize("cell", ["1 2", "12<br>10", "012", "约12", "十二"])
def test_a_cell_that_is_no_figure_is_named(program: Program, page: str, cell: str) -> None:
    text = re.sub(r"(规章</th><td[^>]*>)[^<]*", rf"\g<1>{cell}", page)
    Path("odd.html").write_text(text, "utf-8")
    done = program("import", "odd.html", "-o", "odd.toml")
    assert done.code == 1
    assert "没有把握" in done.err
    assert "第 1 张表" in "".join(done.err.split("\n  "))


@pytest.mark.parametrize("cell", ["", "/", "-", "—", "无"])
def test_marks_and_blanks_are_read(program: Program, page: str, cell: str) -> None:
    text = re.sub(r"(规章</th><td[^>]*>)[^<]*", rf"\g<1>{cell}", page)
    Path("odd.html").write_text(text, "utf-8")
    assert program("import", "odd.html", "-o", "odd.toml").code == 0


def test_heads_in_tables_of_their_own_belong_to_what_was_read() -> None:
    source = "自然人\t总计\n\n" + "\n".join(f"{label}\t" + "\t".join("0" * 7) for label in LABELS)
    document = sniff.read("x.txt", source.encode())
    found = find(document, FORMS)
    assert len(row(found, "received", APPLICATIONS)) == 7
    assert all(n in found.used for n, b in enumerate(document.blocks) if hasattr(b, "cells"))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<h1>某局2015年政府信息公开工作年度报告</h1><p>一、概述</p><p>略。</p>", "2015 年的报告"),
        ("".join(f'<a href="{n}">{n}年政府信息公开工作年度报告</a>' for n in (2023, 2024)), "列表"),
    ],
)
def test_what_is_no_report_is_called_by_name(program: Program, body: str, said: str) -> None:
    Path("other.html").write_text(f"<html><body>{body}</body></html>", "utf-8")
    done = program("import", "other.html", "-o", "other.toml")
    assert done.code == 2
    assert said in "".join(done.err.split("\n  "))
