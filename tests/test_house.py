"""The rules of the house: knowledge in the forms, small modules, imports downward, light start."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
from strategies import FORMS

import gkreport
from gkreport import resources

SAMPLES = Path(__file__).parents[1] / "samples"
PACKAGE = Path(gkreport.__file__).parent
MODULES = {str(p.relative_to(PACKAGE)): p for p in sorted(PACKAGE.rglob("*.py"))}
OUTSIDE_RULES = [name for name in MODULES if not name.startswith("rules")]
LABEL_LENGTH = 4
MAX_LINES = 300
REQUIRED = ("rich", "pydantic", "jinja2", "importlib.metadata", "concurrent.futures", "numpy")
SAVED = (
    "duckdb", "email", "encodings.utf_32_le", "gkreport.cli.asking", "gkreport.cli.drafting",
    "gkreport.cli.fixing",
    "gkreport.cli.previewing", "gkreport.cli.published", "gkreport.cli.ready",
    "gkreport.cli.reference",
    "gkreport.cli.results", "gkreport.mend", "gkreport.output.examined", "gkreport.report.fields",
    "gkreport.report.names", "gkreport.rules.fields", "gkreport.rules.fields_typed",
    "gkreport.rules.placed", "gkreport.output.github",
    "gkreport.output.junit", "gkreport.output.sarif", "gkreport.output.sarif_fixes",
    "gkreport.preview",
    "gkreport.rules.allow", "gkreport.rules.arithmetic", "gkreport.rules.brackets",
    "gkreport.rules.cells", "gkreport.rules.compare", "gkreport.rules.contents",
    "gkreport.rules.copying",
    "gkreport.rules.dates", "gkreport.rules.daynotes", "gkreport.rules.days",
    "gkreport.rules.deadlines", "gkreport.rules.file", "gkreport.rules.language",
    "gkreport.rules.leftovers", "gkreport.rules.locate", "gkreport.rules.marks",
    "gkreport.rules.mends", "gkreport.rules.numbering", "gkreport.rules.outline",
    "gkreport.rules.overview", "gkreport.rules.persons", "gkreport.rules.plausible",
    "gkreport.rules.preface", "gkreport.rules.privacy",
    "gkreport.rules.profiles", "gkreport.rules.quantities", "gkreport.rules.readiness",
    "gkreport.rules.sections", "gkreport.rules.statements", "gkreport.rules.structure",
    "gkreport.rules.tables",
    "gkreport.rules.title", "gkreport.rules.torn", "gkreport.rules.typos",
    "gkreport.rules.wordlist",
    "gkreport.rules.years", "gkreport.source.hints", "gkreport.sums", "gkreport.survey",
    "gkreport.verdict", "hashlib",
    "importlib.resources", "json", "logging", "tomli_w", "xml",
)  # fmt: skip
"""What a clean check must not load, and what else it does without (Typer brings the rest)."""


def docstrings(tree: ast.AST) -> set[int]:
    """The nodes that only explain: a string by itself, at the top of a body or below a field."""
    return {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}


def strings(path: Path, *, keys: bool = True) -> Iterator[tuple[int, str]]:
    """Every string in a module with its line, pieces of f-strings too, docstrings apart.

    Without `keys` those of dictionaries are left out: they are looked up and not shown.
    """
    tree = ast.parse(path.read_text("utf-8"))
    apart = docstrings(tree)
    if not keys:
        apart |= {id(key) for n in ast.walk(tree) if isinstance(n, ast.Dict) for key in n.keys}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in apart and type(node.value) is str:
            yield node.lineno, node.value


def knowledge() -> set[str]:
    """What only a form may say: its id, dotted ids of rows and columns, labels and wordings."""
    nodes = [n for f in FORMS for t in f.tables for axis in (t.rows, t.columns) for n in axis.nodes]
    labels = {word for n in nodes for word in (n.label, n.short, *n.aliases)}
    for form in FORMS:
        labels |= {w for s in form.sections for w in (s.title, s.heading, *s.aliases)}
        labels |= {w for t in form.tables for w in (t.name, t.title, t.corner, t.band)}
    dotted = {n.id for n in nodes if "." in n.id}
    return {f.id for f in FORMS} | dotted | {w for w in labels if len(w) >= LABEL_LENGTH}


KNOWN = knowledge()


@pytest.mark.parametrize("name", OUTSIDE_RULES)
def test_no_module_knows_the_form(name: str) -> None:
    """No string outside the rules is a form's id, a dotted row or column, or a label."""
    assert [(line, text) for line, text in strings(MODULES[name]) if text in KNOWN] == []


def test_the_search_for_knowledge_finds_it(tmp_path: Path) -> None:
    """The test above is no comfort if it cannot fail."""
    module = tmp_path / "m.py"
    module.write_text('"""2021"""\nx = f"{1}2021"\ny = {"outcome.total": "予以公开"}\n', "utf-8")
    assert [text for _, text in strings(module) if text in KNOWN] == ["2021", "outcome.total"]
    assert "（一）予以公开" in KNOWN


@pytest.mark.parametrize("name", MODULES)
def test_no_module_is_long(name: str) -> None:
    assert len(MODULES[name].read_text("utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("name", MODULES)
def test_what_may_be_printed_fits_a_gbk_console(name: str) -> None:
    """No string of the program has a character that such a console cannot show."""
    texts = [*strings(MODULES[name], keys=False), *_manuals(MODULES[name])]
    assert [(line, text) for line, text in texts if not _fits(text)] == []


def _manuals(path: Path) -> Iterator[tuple[int, str]]:
    """Docstrings are printed too: `explain` shows those of the rules."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node.lineno, ast.get_docstring(node) or ""


def _fits(text: str) -> bool:
    return text == text.encode("gbk", "ignore").decode("gbk")


@pytest.mark.parametrize("path", resources.forms(), ids=lambda path: path.name)
def test_a_form_fits_a_gbk_console(path: Path) -> None:
    assert _fits(path.read_text("utf-8"))


def test_there_is_no_import_cycle() -> None:
    """No module imports, by any way round, a module that imports it."""
    graph = grimp.build_graph("gkreport", cache_dir=None)
    cycles = [
        (one, other)
        for one in sorted(graph.modules)
        for other in graph.find_modules_directly_imported_by(one)
        if one in graph.find_downstream_modules(one) or graph.chain_exists(other, one)
    ]
    assert cycles == []


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that a clean check has loaded when it is done."""
    folder = tmp_path_factory.mktemp("clean")
    (folder / "report.toml").write_bytes((SAMPLES / "complete.toml").read_bytes())
    code = (
        "import sys; from gkreport.cli import run; assert run(['check', 'report.toml']) == 0; "
        "print(*sys.modules)"
    )
    command = [sys.executable, "-I", "-c", code]
    return set(
        subprocess.run(
            command, cwd=folder, check=True, capture_output=True, text=True
        ).stdout.split()
    )


@pytest.mark.parametrize("module", [*REQUIRED, *SAVED])
def test_a_clean_check_starts_light(loaded: set[str], module: str) -> None:
    """What takes long to load is not loaded where nothing is found."""
    assert module not in loaded
