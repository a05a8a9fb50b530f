"""What the rules about local requirements are. Their hits come from `profile_check`."""

from typing import TYPE_CHECKING, Final

from gkreport.rules import Case, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Hit

LOCAL: Final = "用 --profile 选用的地方要求"
"""The basis of these rules in the catalogue; a finding carries that of its profile."""


@rule("GK790", name="profile-deadline", basis=LOCAL, severity="warning", reads=False)
def profile_deadline(_: Case) -> "Iterator[Hit]":
    """报告的日期晚于地方规定的期限。

    有的地方要求比《政府信息公开条例》第四十九条的期限更早报送、更早公布，而且因机关的类别和层级而
    不同。只有写明了机关类别（kind）和层级（level），程序才知道适用哪一个期限；成文日期晚于报送期限
    的，也在这里说。

    错例：地方要求 1 月 28 日前公布，报告写 `date = 2022-02-10`
    正例：`date = 2022-01-26`

    改法：核对公布日期；确实晚了的，按地方的规定说明情况。
    """
    yield from ()


@rule("GK791", name="profile-length", basis=LOCAL, severity="warning", reads=False)
def profile_length(_: Case) -> "Iterator[Hit]":
    """一个部分的文字超过了地方规定的字数，或者不足。

    字数按字符计算，标点也算，空格和换行不算。统一格式没有规定字数。

    错例：地方要求总体情况不超过 1000 字，写了 1264 字
    正例：写了 986 字

    改法：删去与政府信息公开无关的工作和重复的话，留下做了什么、有多少。
    """
    yield from ()


@rule("GK792", name="profile-figure", basis=LOCAL, severity="warning", reads=False)
def profile_figure(_: Case) -> "Iterator[Hit]":
    """地方要求写明的数量没有写。

    有的地方要求在总体情况里写明网站、新媒体、公报等各公开了多少。程序在提到有关事项的那句话里找
    数量；没有开设、没有发生的，写明没有，也算写明。

    错例：通过门户网站和政务新媒体及时公开信息。
    正例：通过门户网站公开信息 126 条，通过政务新媒体公开 54 条；没有编印公报。

    改法：补上数量；没有的，写明没有。
    """
    yield from ()


@rule("GK793", name="profile-sum", basis=LOCAL, severity="warning", reads=False)
def profile_sum(_: Case) -> "Iterator[Hit]":
    """地方另外规定的合计不成立。

    统一格式的勾稽关系之外，有的地方还要求别的数相符，例如现行有效件数等于上年的现行有效件数加本年
    制发、减本年废止。程序按同样的办法精确计算；用到上年报告的，没有上年报告就不核对。

    错例：上年现行有效 9 件，本年制发 2 件，废止 1 件，本年现行有效写 9 件
    正例：本年现行有效写 10 件

    改法：核对台账；数字都没有错的，按地方的规定说明原因。
    """
    yield from ()
