"""Rules about numbered paragraphs: nothing left out, nothing twice, the usual marks."""

from typing import TYPE_CHECKING, Final

from gkreport.rules import Case, rule
from gkreport.rules.order import is_in_order, is_listed_in_order
from gkreport.rules.outline import INLINE, Item, inline, paragraphs, written
from gkreport.rules.whole import COPIED, listed, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Hit

_LEVELS: Final = "《党政机关公文格式》（GB/T 9704—2012）结构层次序数"


@rule("GK732", name="numbering-gap", basis=_LEVELS, severity="warning")
def numbering_gap(case: Case) -> "Iterator[Hit]":
    """序号跳了号、重了号，或者颠倒了。

    同一层的序号应当从一开始，一个接一个。跳号多半是删了一段忘了改，或者丢了一段；重号多半是加了一段忘了改。
    一篇里可以有几组序号，各自从一开始。从网页复制来的文字会丢序号，这时只作提示。

    错例：“（一）……（二）……（四）……”
    正例：“（一）……（二）……（三）……”
    改法：补上缺的一段，或者顺次改序号。
    """
    text = whole(case)
    if not is_in_order(text.trimmed):
        yield from _paragraphs(case)
    if not is_listed_in_order(text.text):
        for passage in case.passages:
            yield from _gaps(case, inline(passage))


def _paragraphs(case: Case) -> "Iterator[Hit]":
    odd: list[Item] = []
    turned: list[Item] = []
    for passage in case.passages:
        items = list(paragraphs(passage))
        yield from _gaps(case, items)
        odd += (item for item in items if item.mark.odd)
        turned += (item for n, item in enumerate(items) if _is_turned(item, items[:n]))
    yield from _styles(odd, turned)


def _gaps(case: Case, items: "Iterator[Item] | list[Item]") -> "Iterator[Hit]":
    last: dict[int, int] = {}
    maybe: dict[int, int] = {}
    for item in items:
        level, number = item.mark.level, item.mark.number
        before = last.get(level, 0)
        due = (1, before + 1, maybe.get(level, before) + 1)
        if not item.mark.sure:
            if number in due:
                maybe[level] = number
            continue
        if number not in due and (before or level not in (0, INLINE)):
            yield _gap(case, item, before)  # but a section may repeat its own number above
        last[level] = number
        maybe.pop(level, None)


def _gap(case: Case, item: Item, before: int) -> "Hit":
    level, words = item.mark.level, item.words
    due, last = written(level, before + 1), written(level, before) if before else ""
    if item.mark.number == before:
        what = f"序号“{words}”重复"
    elif item.mark.number < before:
        what = f"序号倒退，“{last}”之后是“{words}”"
    elif before:
        what = f"序号从“{last}”跳到“{words}”，缺“{due}”"
    else:
        what = f"序号从“{words}”开始，缺“{due}”"
    copied = whole(case).folded
    return item.passage.hit(
        "numbering-gap", f"{what}，{COPIED}" if copied else what,
        item.start, item.start + item.mark.length,
        found=words, expected=due, severity="note" if copied else None,
        hint=f"请核对是不是漏了内容；没有漏的，把“{words}”改成“{due}”，后面的顺次改",
    )  # fmt: skip


@rule("GK733", name="numbering-style", basis=_LEVELS, severity="note", reads=False)
def numbering_style(_: Case) -> "Iterator[Hit]":
    """序号的写法或层次与公文的习惯不同。

    公文的结构层次依次用“一、”“（一）”“1.”“（1）”。加了括号的序号后面不再用顿号，阿拉伯数字后面用小圆点，
    不用顿号；“1.”不应当在“（一）”的上一层。这是公文格式的要求，年度报告的格式没有专门规定，所以只作提示。

    错例：“（一）、主动公开”，“1、主动公开”
    正例：“（一）主动公开”，“1.主动公开”
    改法：按四个层次的写法改序号。
    """
    yield from ()


def _styles(odd: list[Item], turned: list[Item]) -> "Iterator[Hit]":
    if odd:
        words = listed([i.passage.text[i.start : i.start + i.mark.length] for i in odd])
        what = f"序号的写法与公文的习惯不同：{words}"
        yield _style(odd[0], what, f"应当写成“{odd[0].words}”")
    if turned:
        what = f"层次颠倒，“{turned[0].words}”这一层的里面用了更高一层的序号"
        yield _style(turned[0], what, "请依次用“一、”“（一）”“1.”“（1）”，大的层次在外")


def _style(item: Item, what: str, hint: str) -> "Hit":
    end = item.start + item.mark.length
    return item.passage.hit("numbering-style", what, item.start, end, found=item.words, hint=hint)


def _is_turned(item: Item, seen: list[Item]) -> bool:
    """Whether a list of a higher level began after the number before this one."""
    level, number = item.mark.level, item.mark.number
    if number == 1 or not item.mark.sure:
        return False
    for before in reversed(seen):
        if before.mark.level == level:
            return False
        if before.mark.level < level and before.mark.number == 1:
            return any(i.mark[:2] == (level, number - 1) for i in seen)
    return False
