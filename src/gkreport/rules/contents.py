"""Rules about sections five and six: problems, improvements, fees."""

from typing import TYPE_CHECKING, Any, Final

from gkreport.finding import Hit
from gkreport.rules import Case, Passage, rule
from gkreport.rules.lexicon import lists
from gkreport.rules.looks_sections import are_uneven, is_silent, runs, says_fee, unpaid

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLE: Final = "《政府信息公开条例》第五十条第一款第四项"
_FEES: Final = "统一格式第六部分：收取信息处理费情况在此处报告"
_FEES_SINCE: Final = 2021
"""The first year whose form asks for the fee in section six."""


@rule("GK501", name="problems-missing", basis=_ARTICLE, severity="warning")
def problems_missing(case: Case) -> "Iterator[Hit]":
    """第五部分没有写存在的问题。

    条例要求年度报告写明存在的主要问题及改进情况。只写成绩、只写打算，或者只写一个“无”字，都不算写了
    问题。

    错例：`improvements = "无。"`
    正例：“目前主要存在两个问题：一是……；二是……。下一步，……”
    改法：写明一两个实际存在的问题。
    """
    passage = case.passage("improvements")
    if passage is not None and is_silent(passage.text, "problems"):
        yield _of(
            passage, "problems-missing", "“存在的主要问题及改进情况”里没有写问题",
            "请写明存在的主要问题",
        )  # fmt: skip


@rule("GK502", name="improvements-missing", basis=_ARTICLE, severity="warning")
def improvements_missing(case: Case) -> "Iterator[Hit]":
    """第五部分没有写改进的情况。

    “改进情况”说的是怎样改、改得怎样：上年的问题改了什么，今年的问题怎么改。

    错例：“存在的问题是栏目更新不及时。”
    正例：“存在的问题是栏目更新不及时。现已改为按月核对，专人负责。”
    改法：写明每个问题怎样改进。
    """
    passage = case.passage("improvements")
    text = passage.text if passage else ""
    if passage and not is_silent(text, "problems") and is_silent(text, "measures"):
        yield _of(
            passage, "improvements-missing", "“存在的主要问题及改进情况”里没有写怎样改进",
            "请写明改进的情况",
        )  # fmt: skip


@rule("GK503", name="measures-uneven", basis="各地通行的写法，格式没有规定", severity="note")
def measures_uneven(case: Case) -> "Iterator[Hit]":
    """第五部分列举的问题与列举的改进措施，条数不一样。

    通行的写法是一个问题对应一条措施。条数不一样不一定有错，只提示核对有没有漏写。

    错例：问题写了一是、二是，措施只写了一是
    正例：两个问题，两条措施
    """
    passage = case.passage("improvements")
    found = [] if passage is None else runs(passage.text)
    if passage is not None and are_uneven(found):
        (problems, _), (measures, start) = found
        yield passage.hit(
            "measures-uneven", f"列举了 {problems} 个问题，{measures} 条改进措施", start, start + 2,
            section=5, found=str(measures), expected=str(problems),
            hint="请核对是不是漏写了；一条措施对应几个问题的，不必理会",
        )  # fmt: skip


@rule("GK601", name="fee-unmentioned", basis=_FEES, severity="warning")
def fee_unmentioned(case: Case) -> "Iterator[Hit]":
    """第六部分没有说明收取信息处理费的情况。

    官方的空白格式在第六部分写着“收取信息处理费情况在此处报告”。没有收取的，也要写明没有收取。别处
    已经说明的，只提示一句。只检查 2021 年度起的报告。

    错例：`other_matters = "无其他需要报告的事项。"`
    正例：`other_matters = "2025年没有收取信息处理费，没有其他需要报告的事项。"`
    改法：写明发出几件收费通知、收了多少元，或者没有收取。
    """
    passage = case.passage("other_matters")
    if passage is None or (case.report.year or 0) < _FEES_SINCE or says_fee(passage.text):
        return
    elsewhere = any("处理费" in p.text for p in case.passages)
    where = "第六部分没有写收取信息处理费的情况，写在了别的部分"
    yield _of(
        passage, "fee-unmentioned", where if elsewhere else "第六部分没有写收取信息处理费的情况",
        "请写明发出几件收费通知、收了多少元；没有收取的，写明没有收取",
        severity="note" if elsewhere else None,
    )  # fmt: skip


@rule("GK602", name="fee-notice-unexplained", basis=_FEES, severity="note")
def fee_notice_unexplained(case: Case) -> "Iterator[Hit]":
    """表三有人逾期没有按收费通知缴费，第六部分却没有提收费通知，或者说没有发过。

    “申请人逾期未按收费通知要求缴纳费用”的前提是发出过收费通知，第六部分应当报告发了几件。说没有发过
    的，与表三矛盾，是警告。

    错例：表三这一项为 1，第六部分写“没有发出收费通知”
    正例：“发出收费通知1件，申请人逾期没有缴纳，没有收取信息处理费。”
    改法：核对收费的台账，改正表三或者第六部分。
    """
    passage = case.passage("other_matters")
    number = unpaid(case.report)
    if passage is None or not number:
        return
    fees = lists("structure")["fees"]
    text = "".join(passage.text.split())
    denied = next((words for words in fees["denials"] if words in text), "")
    if not denied and any(word in text for word in fees["notices"]):
        return
    said = f"第六部分写的是“{denied}”" if denied else "第六部分没有提收费通知"
    yield _of(
        passage, "fee-notice-unexplained", f"表三逾期未缴费的申请有 {number} 件，{said}",
        "请核对收费的台账；发过通知的，写明发出几件、收了多少元",
        severity="warning" if denied else None, found=denied,
    )  # fmt: skip


def _of(passage: Passage, rule: str, message: str, hint: str, **more: Any) -> Hit:  # noqa: ANN401 - the fields of Hit
    """A hit about a section as a whole."""
    section = {"improvements": 5, "other_matters": 6}.get(passage.section, 0)
    return Hit(rule, message, passage.path, on_key=True, section=section, hint=hint, **more)
