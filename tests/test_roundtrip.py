"""What is read back from a document that we wrote is what it shows, exactly."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from program import SAMPLES
from strategies import FORMS, holes, load, report, reports, text

from gkreport.importers.compare import compare
from gkreport.importers.reading import read_report
from gkreport.importers.toml import reading
from gkreport.renderers import SUFFIXES, render
from gkreport.report import Report

TRUE = Path(__file__).parent / "true_reports"
FILES = sorted((*SAMPLES.glob("*.toml"), *TRUE.glob("*.toml")))
FORMATS = sorted(SUFFIXES)
MACHINE = re.compile(r"<script\b.*?</script>|<meta\b[^>]*>", re.DOTALL)


def published(ours: Report, form: str) -> str:
    """The document without what only a machine reads."""
    return MACHINE.sub("", render(ours, form))


def law(ours: Report, form: str) -> None:
    """Reading the document gives a report that shows the same, and nothing else."""
    shown = published(ours, form)
    imported = read_report(f"report{SUFFIXES[form]}", shown.encode())
    assert compare(ours, imported).differences == ()
    assert imported.unresolved == ()
    again = reading(imported).report
    assert again is not None
    known = {key: told for key, told in again.organ.contact.items() if key in ours.organ.contact}
    again = again._replace(organ=again.organ._replace(contact=known))  # the preface may tell more
    assert "".join(published(again, form).split()) == "".join(shown.split())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_report_comes_back_from_every_format(path: Path, form: str) -> None:
    law(report(path.read_text("utf-8")), form)


@pytest.mark.parametrize("form", FORMATS)
@given(st.data())
def test_any_figures_come_back_from_every_format(form: str, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([f.id for f in FORMS]))
    folded = data.draw(st.sampled_from(((), ("outcome.otherwise",))))
    cells = data.draw(reports(name, folded))
    cells = cells | dict.fromkeys(data.draw(holes(load(name))).blank & cells.keys(), "")
    cells = {a: 10 if value == "+10" else value for a, value in cells.items()}  # the same figure
    law(report(text(load(name), cells)), form)


def test_what_was_imported_is_the_same_as_its_source(documents: Path) -> None:
    """Every published document, its doubts included: an imported report never contradicts it."""
    for path in sorted(documents.iterdir()):
        imported = read_report(path.name, path.read_bytes())
        ours = reading(imported).report
        assert ours is not None
        compared = compare(ours, imported)
        assert compared.of("different") == (), path.name
        assert bool(compared.of("unknown")) >= bool(imported.unresolved), path.name
