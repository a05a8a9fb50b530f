"""Values of a shipped question's parameters that no report has: an empty answer would mislead."""

from typing import TYPE_CHECKING, Final

from gkreport.survey.asking.errors import Unanswered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkreport.survey.asking.opened import Survey
    from gkreport.survey.asking.questions import Question, Value

_KNOWN: Final = {
    "year": (
        "年度",
        "SELECT DISTINCT year, year FROM reports WHERE year IS NOT NULL ORDER BY year",
    ),
    "kind": (
        "机关类别",
        "SELECT kind_name, kind FROM kinds SEMI JOIN reports USING (kind) ORDER BY kind_name",
    ),
}
"""What a parameter is called, and which values there are: as it is shown, and as it is kept."""


def check(survey: "Survey", question: "Question", values: "Mapping[str, Value | None]") -> None:
    """Raise Unanswered where a year or a kind is asked for that no report is of."""
    for name, (what, sql) in _KNOWN.items():
        value = values.get(name)
        if value is None or name not in {p.name for p in question.parameters}:
            continue
        known = [tuple(row) for row in survey.ask(sql, {}).rows]
        if not any(value in row for row in known):
            raise Unanswered(_refusal(name, value, what, [str(row[0]) for row in known]))


def _refusal(name: str, value: "Value", what: str, known: list[str]) -> str:
    if not known:
        return f"这次普查里没有一份报告写明{what}，所以不能只看 {name}={value}。请去掉这个参数"
    comma = "；" if any("、" in one for one in known) else "、"
    return f"这次普查里没有 {name}={value} 的报告。{name} 是{what}，可以写的有 {comma.join(known)}"
