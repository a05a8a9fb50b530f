"""The language of identities."""

import pytest

from gkreport.identity import Sides, Term, expand, parse

LEAVES = ("a", "b.c", "b.d.e", "b.d.total", "b.total", "total")


def term(name: str, below: str = "", *, sign: int = 1, last: bool = False) -> Term:
    return Term(sign, name, below, last)


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        pytest.param("a = b", [term("a")], [term("b")], id="two"),
        pytest.param("t = a + b.*", [term("t")], [term("a"), term("b", "*")], id="children"),
        pytest.param("b.total=b.**", [term("b.total")], [term("b", "**")], id="leaves"),
        pytest.param("a-b=c", [term("a"), term("b", sign=-1)], [term("c")], id="minus"),
        pytest.param("a = last.a", [term("a")], [term("a", last=True)], id="last year"),
    ],
)
def test_parse(text: str, left: list[Term], right: list[Term]) -> None:
    assert Sides(tuple(left), tuple(right)) == parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a =",
        "= a",
        "a = b c",
        "a = b +",
        "a = + b",
        "a = 2",
        "a = b.*.c",
        "a = b = c",
        "A = b",
    ],
)
def test_what_is_no_identity_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="identity"):
        parse(text)


@pytest.mark.parametrize(
    ("wanted", "leaves"),
    [
        pytest.param(term("a"), ("a",), id="itself"),
        pytest.param(term("b.total"), ("b.total",), id="a total by name"),
        pytest.param(term("b", "*"), ("b.c",), id="children that are leaves, no total"),
        pytest.param(term("b", "**"), ("b.c", "b.d.e"), id="all leaves, no totals"),
    ],
)
def test_expand(wanted: Term, leaves: tuple[str, ...]) -> None:
    assert leaves == expand(wanted, LEAVES)


@pytest.mark.parametrize("lost", [term("x"), term("b"), term("a", "**")], ids=["x", "b", "a.**"])
def test_a_term_that_names_no_figure_is_refused(lost: Term) -> None:
    with pytest.raises(ValueError, match="names no figure"):
        expand(lost, LEAVES)
