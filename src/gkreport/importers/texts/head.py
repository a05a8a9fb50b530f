"""What stands above the first section: titles, facts and the preface; the rest is menus."""

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.texts import chrome, names, wrapped
from gkreport.importers.texts.days import only_date
from gkreport.importers.texts.words import has_han, is_sentence, squeezed, trimmed, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from gkreport.importers.texts.pieces import Piece

_PARTS: Final = 4
_PART: Final = 60
_TOKEN: Final = 60
_LOOK: Final = 120
_FIRM: Final = 2
_FULL: Final = 3
_TWO: Final = 2


class Head(NamedTuple):
    """What was found above the first section."""

    titles: tuple[names.Title, ...]
    facts: str
    """The lines of facts, one below the other."""
    signed: str
    """A name by itself under the title."""
    written: "dt.date | None"
    preface: "tuple[Piece, ...]"
    left_out: tuple[str, ...]
    """Lines below the title that were taken for none of the report's."""


class _Row(NamedTuple):
    piece: "Piece"
    what: str
    """title, chrome, fact, date, name, number, menu or text."""
    title: names.Title | None = None


def head(pieces: "Sequence[Piece]") -> Head:
    """Tell apart what stands above the first section."""
    rows = list(_rows([piece for piece in pieces if not piece.table]))
    begin = _beginning(rows)
    below = rows[begin:]
    facts = [row.piece.text for row in rows if row.what in ("chrome", "fact")]
    facts += [_cells(piece) for piece in pieces if piece.loose]
    titles = [row.title for row in rows if row.title]
    titles += [t for piece in pieces if piece.loose for t in _cell_titles(piece)]
    first = next((n for n, row in enumerate(below) if row.what == "text"), len(below))
    dates = [only_date(row.piece.text) for row in below[:first] if row.what == "date"]
    signed = list(_signed(below[:first]))
    kept = [row for n, row in enumerate(below) if row.what == "text" or (n > first and _stays(row))]
    taken = set(map(id, kept))
    left_out = (
        trimmed(row.piece.text)
        for row in (*_lost(rows[:begin]), *below)
        if id(row) not in taken and row.what not in ("title", "fact")
    )
    return Head(
        tuple(titles), "\n".join(facts), signed[0] if signed else "",
        dates[0] if dates else None, tuple(row.piece for row in kept), tuple(left_out),
    )  # fmt: skip


def _signed(rows: "Sequence[_Row]") -> "Iterator[str]":
    """The names in lines by themselves, none that may be a part of one in several lines."""
    cut = False
    for row, below in pairwise((*rows, None)):
        assert row is not None
        goes_on = bool(below and wrapped.goes_on(row.piece) and names.may_begin(below.piece.text))
        if row.what == "name" and not (cut or goes_on):
            yield squeezed(row.piece.text)
        cut = goes_on


def _lost(rows: "Sequence[_Row]") -> "Iterator[_Row]":
    """The sentences above the title."""
    return (row for row in rows if row.what == "text" and "。" in row.piece.text)


def _stays(row: _Row) -> bool:
    """Whether a short line within the preface belongs to it."""
    return row.what in ("date", "name", "number", "menu", "fact")


def _beginning(rows: "Sequence[_Row]") -> int:
    """Behind which row the report begins: the last title, or else the facts above the sentences."""
    for least in (_FIRM, 1):
        at = [n for n, row in enumerate(rows) if row.title and row.title.worth >= least]
        if at:
            return at[-1] + 1
    first = next((n for n, row in enumerate(rows) if row.what == "text"), len(rows))
    after = [n for n, row in enumerate(rows[:first]) if row.what in ("chrome", "menu")]
    return after[-1] + 1 if after else 0


def _rows(pieces: "Sequence[Piece]") -> "Iterator[_Row]":
    """Each line and what it is; a title in several lines is one row."""
    lines = wrapped.lines(pieces)
    n = 0
    while n < len(lines):
        joined = _joined(lines, n)
        if joined:
            title, length = joined
            yield _Row(lines[n], "title", title._replace(above=wrapped.above(lines, n)))
            n += length
            continue
        for row in _line(lines[n]):
            yield _held(row, lines, n)
        n += 1


def _held(row: _Row, lines: "Sequence[Piece]", n: int) -> _Row:
    """A row with what stands above its title, where the title begins the line."""
    if row.title is None or not squeezed(lines[n].text).startswith(row.title.text):
        return row
    return row._replace(title=row.title._replace(above=wrapped.above(lines, n)))


def _joined(lines: "Sequence[Piece]", n: int) -> tuple[names.Title, int] | None:
    """A title in two to four lines: 某县某局 / 2024年政府信息公开工作 / 年度报告."""
    text = squeezed(lines[n].text).lstrip("?？")
    if len(text) > _PART or chrome.is_chrome(text) or names.title(text) or not _begins(text):
        return None
    for length in range(2, min(_PARTS, len(lines) - n) + 1):
        part = squeezed(lines[n + length - 1].text).lstrip("?？")
        if not _may_join(part) or (length == _TWO and not _continues(text, part)):
            return None
        text += part
        found = names.title(text, _place(lines[n]))
        if found and found.worth:
            return found, length
    return None


def _may_join(part: str) -> bool:
    """Whether a line may be a part of a title: no sentence, no day, no fact, no title by itself."""
    if len(part) > _PART or is_sentence(part) or part.isdigit() or only_date(part):
        return False
    whole = names.title(part)
    return not _pattern("facts").search(part) and (whole is None or whole.worth < _FULL)


def _begins(text: str) -> bool:
    return names.is_organ(text) or bool(_pattern("part").search(text))


def _continues(text: str, part: str) -> bool:
    """Whether a second line goes on with a title: behind a name comes the year or the subject."""
    return not names.is_organ(text) or bool(_pattern("part").search(part))


def _place(piece: "Piece") -> str:
    where = piece.origin
    if where.page:
        return f"第 {where.page} 页"
    return f"第 {where.line} 行" if where.line else "正文"


def _line(piece: "Piece") -> "Iterator[_Row]":
    """One line; one that holds menus, facts, title and text is cut between them."""
    text = trimmed(piece.text)
    whole = _title(text, piece)
    if whole:
        yield _Row(piece, "title", whole)
        return
    end, tokens = _lead(text)
    if tokens:
        rest = text[end:]
        if not (is_sentence(rest) or names.leading_title(rest) or len(rest) > _TOKEN):
            end = len(text)
        yield _Row(piece._replace(text=text[:end]), "chrome")
        titles = [named for token in tokens if (named := _title(token, piece))]
        yield from (_Row(piece, "title", named) for named in titles)
    yield from _rest(piece, text[end:], whole=not tokens)


def _rest(piece: "Piece", text: str, *, whole: bool) -> "Iterator[_Row]":
    """What is left of a line behind menus and facts: perhaps a title, and text."""
    leading = names.leading_title(text)
    if leading:
        yield _Row(piece, "title", leading[0]._replace(place=_place(piece)))
        text = text[leading[1] :]
    if trimmed(text):
        rest = piece if whole and not leading else piece._replace(text=text)
        yield _Row(rest, _what(trimmed(text)))


def _title(text: str, piece: "Piece") -> names.Title | None:
    found = names.title(_pattern("named").sub("", text), _place(piece))
    return found if found and found.worth else None


def _what(text: str) -> str:
    """What a line is that is no title."""
    tight = squeezed(text)
    kinds = (
        ("chrome", chrome.is_chrome(text) or chrome.is_script(text)),
        ("fact", text.startswith(words("page", "notable")) and not is_sentence(text)),
        ("date", only_date(text) is not None or _pattern("date").fullmatch(tight)),
        ("name", names.is_organ(text)),
        ("number", _pattern("number").fullmatch(tight)),
        ("text", tight in words("page", "introductions")),
        ("menu", chrome.is_menu(text)),
    )
    return next((what for what, so in kinds if so), "text")


def _lead(text: str) -> tuple[int, list[str]]:
    """The words at the beginning of a line that are menus, facts or a title; where they end."""
    end, tokens, waiting = 0, [], []
    for match in _pattern("token").finditer(text):
        token = match[0]
        waiting.append(token)
        if _is_meta(token):
            end = match.end()
            tokens += waiting
            waiting = []
        elif _is_text(token) or match.start() - end > _LOOK:
            break
    certain = any(_named(t) or chrome.fact_date(t, "published") for t in tokens)
    sure = certain or (len(tokens) > 1 and _is_meta(tokens[0]))
    sure = sure and text[end:].lstrip()[:1] not in tuple("。，；、：》")
    return (end, tokens) if sure else (0, [])


def _named(token: str) -> bool:
    """Whether a word is a title with its year."""
    found = names.title(_pattern("named").sub("", token))
    return bool(found and found.year)


def _is_text(token: str) -> bool:
    return len(token) > _TOKEN or is_sentence(token) or any(sign in token for sign in "，。；《")


def _is_meta(token: str) -> bool:
    """Whether a word is certainly none of the report's text: a title, a fact, a menu."""
    if _named(token):
        return True
    rest = _pattern("clock").sub("", token)
    return not rest or (has_han(rest) and chrome.is_chrome(rest))


def _cells(piece: "Piece") -> str:
    assert piece.loose is not None
    return " | ".join(trimmed(cell.text) for cell in piece.loose.cells if trimmed(cell.text))


def _cell_titles(piece: "Piece") -> "Iterator[names.Title]":
    assert piece.loose is not None
    for cell in piece.loose.cells:
        found = _title(trimmed(cell.text), piece)
        if found:
            yield found


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(
        {
            "part": r"信息公开|政务公开|(?:19|20)[0-9]{2}年|关于",
            "facts": r"[：:]|[0-9]{4}-[0-9]",
            "named": r"^(?:标\s*题|名\s*称|信息名称|文章标题)\s*[：:]\s*",
            "token": r"\S+",
            "clock": r"^(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{4}([-/])[0-9]{1,2}\1[0-9]{1,2}"
            r"|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$)",
            "date": r"[（(]?[0-9]{4}年?[0-9]{1,2}月[0-9]{1,2}日?[）)]?",
            "number": r"[\u4e00-\u9fff]{1,12}[〔\[（(][0-9]{4}[〕\]）)]第?[0-9]{1,4}号",
        }[name]
    )
