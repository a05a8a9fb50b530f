"""`gkreport fill`: only what was left out, only what follows, and nothing else changes."""

from pathlib import Path

import pytest
from golden import compare
from hypothesis import given
from hypothesis import strategies as st
from program import SAMPLES, Program, program

from gkreport.fill import fill
from gkreport.report.read import read
from gkreport.source import decode

__all__ = ["program"]


def filled(text: str) -> str:
    reading = read(decode("x", text.encode()))
    assert reading.report is not None
    return fill(text, reading.report).text


CASES = {
    "one short, tight": ("[remedies]\nreconsideration = [1,2,3,4]\n", "[1,2,3,4,10]"),
    "one short, spaced": ("[remedies]\nreconsideration = [1, 2, 3, 4]\n", "[1, 2, 3, 4, 10]"),
    "one short, trailing comma": ("[remedies]\nreconsideration = [1,2,3,4,]\n", "[1,2,3,4,10,]"),
    "a blank is not filled": ('[remedies]\nreconsideration = [1,"",3,4]\n', '[1,"",3,4]'),
    "a figure is not touched": ("[remedies]\nreconsideration = [1,2,3,4,0]\n", "[1,2,3,4,0]"),
    "over several lines": ("[remedies]\nreconsideration = [\n 1,\n 2,\n 3,\n 4\n]\n", " 10\n]"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_a_total_is_put_in_as_the_row_is_written(text: str, expected: str) -> None:
    assert expected in filled(f'form = "2021"\nyear = 2025\n{text}')


def test_rows_left_out_stand_where_the_form_has_them(program: Program, tmp_path: Path) -> None:
    draft = (SAMPLES / "draft.toml").read_text("utf-8")
    (tmp_path / "report.toml").write_text(draft, "utf-8")
    done = program("fill")
    compare("fill/draft.toml", (tmp_path / "report.toml").read_text("utf-8"))
    compare("fill/draft.txt", done.out + done.err)


def test_under_a_header_of_its_own() -> None:
    text = 'form = "2021"\nyear = 2025\n[applications]\nreceived = [1,0,0,0,0,0,1]\n'
    rows = (SAMPLES / "complete.toml").read_text("utf-8").split("\n[applications]\n")[1]
    names = [line.split(" ")[0] for line in rows.splitlines() if line.startswith("outcome.")]
    text += "[applications.outcome]\n" + "".join(
        f"{name.removeprefix('outcome.')} = [0,0,0,0,0,0,0]\n" for name in names[:-1]
    )
    new = filled(text)
    assert "total = [0,0,0,0,0,0,0]\n" in new
    assert new.startswith(text[: text.index("[applications.outcome]")])


@pytest.mark.parametrize(
    ("arguments", "words"), [((), "把它们删去"), (("--diff",), "请先填好再补")]
)
def test_totals_filled_in_too_early_are_spoken_of(
    program: Program, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    """Where all of them are 0; not where anything else was written."""
    program("new", 2025)
    assert words in program("fill", *arguments).err
    path = tmp_path / "report.toml"
    program("new", 2025, "--force")
    before, key, after = path.read_text("utf-8").partition("reconsideration ")
    path.write_text(before + key + after.replace("[    0,", "[    3,", 1), "utf-8")
    assert "都是 0" not in program("fill", *arguments).err


def test_diff_writes_nothing(program: Program, tmp_path: Path) -> None:
    draft = (SAMPLES / "draft.toml").read_bytes()
    (tmp_path / "report.toml").write_bytes(draft)
    done = program("fill", "--diff")
    assert done.out.startswith("--- report.toml\n+++ report.toml")
    assert (tmp_path / "report.toml").read_bytes() == draft


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf"], ids=["plain", "mark"])
def test_line_ends_and_byte_order_mark_stay(
    program: Program, tmp_path: Path, before: bytes
) -> None:
    draft = before + (SAMPLES / "draft.toml").read_bytes().replace(b"\n", b"\r\n")
    (tmp_path / "report.toml").write_bytes(draft)
    program("fill")
    new = (tmp_path / "report.toml").read_bytes()
    assert new.startswith(before + b"#")
    assert new.count(b"\n") == new.count(b"\r\n") == draft.count(b"\n") + 1


def test_totals_that_disagree_are_not_written(program: Program, tmp_path: Path) -> None:
    draft = (SAMPLES / "draft.toml").read_text("utf-8")
    wrong = draft.replace("[      6,    1,    0,    0,    1,    0]", "[6, 1, 0, 0, 1, 0, 9]")
    assert wrong != draft
    (tmp_path / "report.toml").write_text(wrong, "utf-8")
    done = program("fill")
    assert "按行加和按列加得数不同" in done.err


@given(st.data())
def test_filling_twice_is_filling_once(data: st.DataObject) -> None:
    """Whatever rows and totals are left out, a second `fill` changes nothing."""
    lines = (SAMPLES / "complete.toml").read_text("utf-8").splitlines()
    rows = [n for n, line in enumerate(lines) if "= [" in line and line[0] not in "#f"]
    for n in data.draw(st.sets(st.sampled_from(rows), max_size=12)):
        short = data.draw(st.booleans())
        head, _, tail = lines[n].partition("]")
        lines[n] = head.rpartition(",")[0] + "]" + tail if short else "#"
    text = "\n".join(lines) + "\n"
    once = filled(text)
    assert filled(once) == once


@given(st.integers(0, 24), st.booleans())
def test_what_is_left_out_comes_back(n: int, whole: bool) -> None:
    """One row of a complete report left out, or its total, is written back as it was."""
    lines = (SAMPLES / "complete.toml").read_text("utf-8").splitlines()
    rows = [m for m, line in enumerate(lines) if "= [" in line and line.count(",") >= 6]
    m = rows[n]
    original = list(lines)
    head, _, tail = lines[m].partition("]")
    if whole:
        del lines[m]
    else:
        lines[m] = head.rpartition(",")[0] + "]" + tail
    assert filled("\n".join(lines) + "\n") == "\n".join(original) + "\n"
