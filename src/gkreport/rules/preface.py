"""Rules about the preface: what it announces, and what readers look for in it."""

from typing import TYPE_CHECKING, Final

from gkreport.finding import Hit
from gkreport.rules import Case, rule
from gkreport.rules.lexicon import lists
from gkreport.rules.looks_sections import count, parts, unlisted

if TYPE_CHECKING:
    from collections.abc import Iterator

_CUSTOM: Final = "编制说明的通行写法，国家格式没有规定"


@rule("GK711", name="parts-miscounted", basis="格式规定六个部分", severity="warning")
def parts_miscounted(case: Case) -> "Iterator[Hit]":
    """编制说明里说的部分，与报告实际的部分对不上。

    说有六个部分，报告里只有五个；或者列举的时候漏了一个。读者会以为报告缺了内容。

    错例：“本报告由总体情况、……等六个部分组成”，报告里没有第六部分
    正例：说几个部分，就有几个部分，列举也不漏
    改法：报告缺的补上；说明写错的改正。
    """
    preface = case.passage("preface")
    if preface is None:
        return
    present, missing = parts(case.report)
    counted = count(preface.text)
    if counted and counted[0] != present:
        lacking = f"，缺{'、'.join(missing)}" if missing else ""
        yield preface.hit(
            "parts-miscounted",
            f"编制说明说有 {counted[0]} 个部分，报告有 {present} 个{lacking}",
            counted[1], counted[2], found=str(counted[0]), expected=str(present),
            hint="缺的部分请补上；说明写错的请改正",
        )  # fmt: skip
        return
    listed = unlisted(preface.text, case.report)
    if listed is not None:
        left_out, start, end = listed
        every = len(case.report.form.sections)
        yield preface.hit(
            "parts-miscounted", f"编制说明列举各部分时漏了{'、'.join(left_out)}", start, end,
            found=str(every - len(left_out)), expected=str(every), hint="请补进列举里",
        )  # fmt: skip


@rule("GK712", name="basis-unstated", basis=_CUSTOM, severity="note")
def basis_unstated(case: Case) -> "Iterator[Hit]":
    """编制说明没有写编制的依据。

    通行的写法是写明《政府信息公开条例》和统一格式的通知。国家格式没有规定编制说明，没有编制说明、别处写了
    统计期限或者联系方式的，不提示；哪里都没有写的，合起来提示一次。

    改法：加一句“本报告依据《中华人民共和国政府信息公开条例》编制”。
    """
    if _says_nothing(case):
        yield Hit(
            "basis-unstated", "没有编制说明，编制的依据、统计期限和联系方式都没有写",
            ("sections", "preface"), on_key=True,
            hint="各地的报告通常在正文前面写一段编制说明；不写也可以，统计期限和联系方式最好写明",
        )  # fmt: skip
        return
    hint = "可以加一句“本报告依据《中华人民共和国政府信息公开条例》编制”"
    yield from _lacking(case, "basis", "basis-unstated", "编制说明没有写编制的依据", hint)


@rule("GK713", name="period-unstated", basis=_CUSTOM, severity="note")
def period_unstated(case: Case) -> "Iterator[Hit]":
    """编制说明没有写统计期限，别处也没有写。

    通行的写法是“所列数据的统计期限自2025年1月1日起至2025年12月31日止”。

    改法：加上这一句；或者在 [publication] 里写 `period = [2025-01-01, 2025-12-31]`，由程序印出来。
    """
    if case.report.publication.period is None:
        year = case.report.year
        hint = (
            f"可以加一句“{case.report.form.period.format(year=year)}”" if year
            else "请写明统计期限的起止日期"
        )  # fmt: skip
        yield from _lacking(case, "period", "period-unstated", "编制说明没有写统计期限", hint)


@rule("GK714", name="contact-unstated", basis=_CUSTOM, severity="note")
def contact_unstated(case: Case) -> "Iterator[Hit]":
    """编制说明没有写联系方式，别处也没有写。

    读者对报告有疑问时要知道找谁。通行的写法是写明联系机构和办公电话，不写个人的手机号码。

    改法：在编制说明里加一句，或者填 [organ] 的 contact.office 和 contact.phone，由程序印出来。
    """
    if not any(value.strip() for value in case.report.organ.contact.values()):
        hint = "请写明联系机构和办公电话，或者填 [organ] 的 contact"
        yield from _lacking(case, "contact", "contact-unstated", "编制说明没有写联系方式", hint)


def _says_nothing(case: Case) -> bool:
    """Whether a written report has no preface, and what one says stands nowhere else either."""
    report = case.report
    if report.sections.get("preface", "").strip() or report.publication.period is not None:
        return False
    if any(value.strip() for value in report.organ.contact.values()):
        return False
    if case.passage("overview") is None or case.passage("improvements") is None:
        return False
    words = lists("structure")["preface"]["elsewhere"]
    return not any(word in passage.text for passage in case.passages for word in words)


def _lacking(case: Case, what: str, rule: str, message: str, hint: str) -> "Iterator[Hit]":
    """A hit where the preface is written and none of the words for something stands in it."""
    preface = case.passage("preface")
    if preface is None:
        return
    words, text = lists("structure")["preface"][what], "".join(preface.text.split())
    if not any(word in text for word in words):
        yield Hit(rule, message, preface.path, on_key=True, hint=hint)
