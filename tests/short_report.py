"""A short true report to change a part of, and what one rule says of it then."""

from strategies import check, literal

from gkreport.report import Report
from gkreport.rules import (
    contents,
    dates,
    daynotes,
    deadlines,
    leftovers,
    overview,
    plausible,
    preface,
    structure,
    title,
    torn,
)

__all__ = ["RULES", "heard", "heavy", "short"]

RULES = (
    contents, dates, daynotes, deadlines, leftovers, overview, plausible, preface, structure,
    title, torn,
)  # fmt: skip
"""Loading a module enters its rules."""
OVERVIEW = """2025年，云溪县水利局围绕水库安全推进政府信息公开。
（一）主动公开。在县政府网站公布工程信息，逐项注明更新日期，过期的及时清理。
（二）依申请公开。窗口和网上两个渠道受理，答复之前由法规人员审核。
（三）政府信息管理。文件起草时同步确定公开属性，每季度清理一次。
（四）政府信息公开平台建设。专人维护网站栏目，错链当日改正。
（五）监督保障。一名副局长分管，办公室承办，组织学习，接受社会监督。"""
IMPROVEMENTS = (
    "主要问题是工程信息的更新不够及时，群众查找不便。下一步，每月核对一次，由专人负责更新。"
)
OTHER_MATTERS = "没有收取信息处理费，没有其他需要报告的事项。"


ORGAN = 'name = "云溪县水利局"\nkind = "department"\nlevel = "county"'
TABLES = ("organ", "publication", "headings")


def short(*, form: str = "2021", year: int | None = 2025, **parts: str | None) -> str:
    """The text of the report.

    Parts are the bodies of the tables in TABLES, `top` above them all, `tables` below, and else
    sections; a section given as None is left out.
    """
    top, tables = (parts.pop(name, "") or "" for name in ("top", "tables"))
    bodies = {name: parts.pop(name, ORGAN if name == "organ" else "") for name in TABLES}
    sections = {
        "overview": OVERVIEW, "improvements": IMPROVEMENTS, "other_matters": OTHER_MATTERS,
        **parts,
    }  # fmt: skip
    lines = [f"{name} = {literal(text)}" for name, text in sections.items() if text is not None]
    head = [f'form = "{form}"', f"year = {year}" if year else "", top]
    middle = [f"[{name}]\n{body}" for name, body in bodies.items()]
    return "\n".join([*head, *middle, "[sections]", *lines, tables]) + "\n"


def heard(text: str, rule: str, last: Report | None = None) -> list[tuple[str, str]]:
    """Severity and message of each finding of one rule."""
    return [(f.severity, f.hit.message) for f in check(text, last) if f.name == rule]


def heavy(text: str, rule: str, last: Report | None = None) -> list[str]:
    """The severities only."""
    return [severity for severity, _ in heard(text, rule, last)]
