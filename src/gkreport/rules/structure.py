"""Rules about the shape of the whole: headings, sections beyond the form, superseded tables."""

from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport import forms
from gkreport.finding import Hit
from gkreport.form import NUMERALS
from gkreport.rules import Case, rule
from gkreport.rules.lexicon import lists, short_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.form import Form, Section

_SIX: Final = "统一格式的六个部分"
_ANNEX: Final = "附"
_STOPS: Final = "、.．,，"
_REACH: Final = 4
"""How far into a heading its numeral may begin, behind brackets and stray signs."""
_SAME: Final = str.maketrans("和与,，(（）)", "及及、、（（））")
"""Joining words and marks that make no difference in a heading."""


@rule("GK705", name="unusual-heading", basis=_SIX, severity="note")
def unusual_heading(case: Case) -> "Iterator[Hit]":
    """某一部分的标题与格式规定的字面不同。

    六个部分的标题由国家格式规定，照抄即可。“及”写成“和”、前面加“政府信息公开工作”之类常见的
    写法不提示；意思相同的提示一句；看不出是这一部分的，请核对。

    错例：`improvements = "五、工作打算"`
    正例：`improvements = "五、存在的主要问题及改进情况"`
    改法：照格式改写；写在 [headings] 里的删去那一行，就会印出格式的标题。
    """
    for section in case.report.form.sections:
        heading = case.report.headings.get(section.id, "")
        numeral, title = parted(heading)
        if not title or _owners(case.report.form).get(_plain(title)) not in (None, section.id):
            continue
        known = _plain(title) in _wordings(section)
        if known and numeral:
            continue
        kin = known or any(word in title for word in lists("structure")["headings"][section.id])
        what = "没有写序号" if known else "与格式的标题不同" if kin else "看不出是格式的哪一部分"
        yield Hit(
            "unusual-heading", f"标题“{heading.strip()}”{what}，格式的标题是“{section.heading}”",
            ("headings", section.id), section=0, found=heading, expected=section.heading,
            severity=None if kin else "warning", hint=f"请写“{section.heading}”",
        )  # fmt: skip


@rule("GK706", name="misplaced-heading", basis=_SIX)
def misplaced_heading(case: Case) -> "Iterator[Hit]":
    """标题的序号不对，或者写成了另一部分的标题。

    六个部分的次序由格式规定：一、总体情况，直到六、其他需要报告的事项。序号错一位，多半是中间漏了
    一个部分，或者改动时没有顺着改。

    错例：`other_matters = "五、其他需要报告的事项"`
    正例：`other_matters = "六、其他需要报告的事项"`
    改法：按格式的序号和标题改正。
    """
    wrong = [w for s in case.report.form.sections if (w := _misplaced(case, s))]
    if not wrong:
        return
    first = wrong[0][0]
    told = "；".join(f"“{found}”应为“{section.heading}”" for section, found in wrong)
    yield Hit(
        "misplaced-heading", f"标题的位置与格式不符：{told}", ("headings", first.id),
        found="、".join(found for _, found in wrong),
        expected="、".join(section.heading for section, _ in wrong),
        hint="请按格式的序号和标题改正，并核对文字是否放错了部分",
    )  # fmt: skip


def _misplaced(case: Case, section: "Section") -> "tuple[Section, str] | None":
    """The heading of a section where its numeral or its title is that of another."""
    heading = case.report.headings.get(section.id, "").strip()
    if not heading:
        return None
    numeral, title = parted(heading)
    another = _owners(case.report.form).get(_plain(title)) not in (None, section.id)
    shifted = numeral not in ("", NUMERALS[section.number - 1])
    return (section, heading) if another or shifted else None


@rule("GK707", name="heading-in-text", basis=_SIX, severity="warning")
def heading_in_text(case: Case) -> "Iterator[Hit]":
    """一个部分的文字里夹着各部分的标题。

    夹着别的部分的标题，多半是抄录时两个部分连在了一起；夹着自己的标题，印出来标题会重复。

    改法：别的部分的文字移到它自己的键下；自己的标题删去，程序会印。
    """
    for passage in case.passages:
        if passage.section == "extra":
            continue
        for heading, start, section in _headings_in(passage.text, case.report.form):
            own = section.id == passage.section
            hint = (
                "请删去，标题由程序印" if own
                else f"请把这一部分的文字移到 [sections] 的 {section.id} 下"
                if section.prose else "表格由程序印，请删去这个标题"
            )  # fmt: skip
            what = "重复了这一部分的标题" if own else "夹着另一部分的标题"
            yield passage.hit(
                "heading-in-text", f"文字里{what}“{heading}”", start, start + len(heading),
                severity="note" if own else None, found=heading, hint=hint,
            )  # fmt: skip


def _headings_in(text: str, form: "Form") -> "Iterator[tuple[str, int, Section]]":
    """Lines that are headings of the form, numeral and wording, with their place."""
    for start, line in short_lines(text):
        if line[0] in NUMERALS and line[1:2] in _STOPS:
            numeral, title = parted(line)
            for section in form.sections:
                mine = numeral == NUMERALS[section.number - 1]
                if mine and _plain(title) in _wordings(section):
                    yield line, start, section


@rule("GK708", name="extra-section", basis=_SIX, severity="note")
def extra_section(case: Case) -> "Iterator[Hit]":
    """六个部分之外还有别的部分。

    格式只有六个部分。别的内容能归进六个部分的归进去；不属于年度报告的，不写进来。附件、附表不提示。

    改法：属于工作情况的写进第一部分，其余的写进第六部分。
    """
    headings = [(n, extra.heading.strip()) for n, extra in enumerate(case.report.extra)]
    more = [(n, heading) for n, heading in headings if _ANNEX not in heading]
    names = [f"“{heading or '无标题'}”" for _, heading in more]
    if names:
        yield Hit(
            "extra-section", f"六个部分之外还有{'、'.join(names)}",
            ("sections", "extra", more[0][0], "heading"), found="、".join(names),
            hint="请看能不能归进前六个部分",
        )  # fmt: skip


@rule("GK709", name="superseded-form", basis="国办公开办函〔2021〕30号：自2021年度起用修订后的格式")
def superseded_form(case: Case) -> "Iterator[Hit]":
    """报告用的是已经被取代的旧格式表格。

    2019 年的格式只用于 2019、2020 两个年度。自 2021 年度起，第二部分的各列、第三部分的
    （六）其他处理都改了，旧表的数字对不上新的栏目，上级也没有办法汇总。

    错例：2023 年的报告写 `form = "2019"`
    正例：2023 年的报告写 `form = "2021"`
    改法：用 `gkreport new` 生成当年格式的文件，按新的栏目重新填报。
    """
    year = case.report.year or 0
    late = [key for key, form in case.report.forms.items() if 0 < (form.last_year or year) < year]
    yield from _other_form(case, "superseded-form", late, "已被取代的")


@rule("GK710", name="form-ahead-of-year", basis="格式自各自起用的年度起用", severity="note")
def form_ahead_of_year(case: Case) -> "Iterator[Hit]":
    """报告的年度早于所用格式起用的年度。

    多半是年度写错了，或者是用新格式重新整理的旧报告。

    改法：核对年度；用新格式重新整理的，不必理会。
    """
    year = case.report.year
    early = [key for key, form in case.report.forms.items() if year and year < form.first_year]
    yield from _other_form(case, "form-ahead-of-year", early, "后来才起用的")


def _other_form(case: Case, name: str, keys: list[str], what: str) -> "Iterator[Hit]":
    """One hit for all tables that are not those of the year's form; none where they look alike."""
    report = case.report
    if not keys:
        return
    governing = forms.governing(report.year or 0)
    differing = [
        key
        for key in keys
        if governing is None or _shape(report.forms[key], key) != _shape(governing, key)
    ]
    if not differing:
        return
    used = report.forms[differing[0]]
    at = ("form",) if used is report.form else (differing[0], "form")
    titles = "、".join(f"“{s.title}”" for s in report.form.sections if s.id in differing)
    right = f'请按 form = "{governing.id}" 的表格重新填报' if governing else "请核对年度"
    yield Hit(
        name, f"{report.year} 年的报告，{titles}用的是{what}“{used.basis}”的表格", at,
        found=used.id, expected=governing.id if governing else "",
        hint=f"{right}；年度写错的，请改 year",
    )  # fmt: skip


def _shape(form: "Form", key: str) -> list[tuple[str, ...]]:
    """The rows and columns of what is printed under a key."""
    tables = form.printed(key)
    return [tuple(n.id for n in axis.nodes) for t in tables for axis in (t.rows, t.columns)]


def parted(heading: str) -> tuple[str, str]:
    """A heading as numeral (or "") and title, stray signs in front of the numeral dropped."""
    heading = heading.strip()
    for n, sign in enumerate(heading[:_REACH]):
        if sign in NUMERALS and heading[n + 1 : n + 2] and heading[n + 1] in _STOPS:
            return sign, heading[n + 2 :].strip()
    return "", heading


def _plain(title: str) -> str:
    """A title without what makes no difference: spaces, marks at the end, 和 for 及."""
    return "".join(title.split()).rstrip("。：:；;").translate(_SAME).replace("以及", "及")


@cache
def _wordings(section: "Section") -> frozenset[str]:
    """The accepted wordings of a section's title."""
    return frozenset(map(_plain, (section.title, *section.aliases)))


@cache
def _owners(form: "Form") -> dict[str, str]:
    """Which section each wording belongs to."""
    return {words: section.id for section in form.sections for words in _wordings(section)}
