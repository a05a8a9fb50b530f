"""A code page for prose: one byte for each character, marks told apart, words all the same.

A question about punctuation becomes a question about bytes, which is answered ten times as fast as
by a pattern over the text. Positions stay the same.
"""

import codecs
from typing import Final

WORD: Final = b"\x1a"
"""Every character that has no byte of its own: Chinese characters, and whatever is rare."""
_FULL: Final = "，。、；：！？（）《》〈〉“”‘’〔〕【】「」『』—…·％★"
FULL_DIGITS: Final = "".join(map(chr, range(0xFF10, 0xFF1A)))
SPACES: Final = " \t" + chr(0xA0) + chr(0x3000)
TURNING: Final = "".join(
    map(chr, (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
"""Characters without a shape that turn the direction: a text shows what it does not say."""
UNSEEN: Final = TURNING + "".join(
    map(chr, (0xAD, 0x180E, 0x200B, 0x200C, 0x200D, 0x2028, 0x2029, 0x2060, 0xFEFF))
)
"""Characters without a shape of their own: zero-width ones, and those that turn the direction."""
LOST: Final = chr(0xFFFD)
"""What stands where bytes could not be read."""
CONTROL: Final = "".join(map(chr, (*range(9), 11, 12, *range(14, 26), *range(27, 32), 127)))
MISREAD: Final = "".join(map(chr, (*range(0x80, 0xA0), 0xC2, 0xC3, *range(0xE4, 0xEA), 0xEF)))
"""What UTF-8 looks like where it was read as Latin-1."""
PRIVATE: Final = "".join(map(chr, (0xE004, 0xE5E5, 0xF06C, 0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC)))
"""Signs that only one font knows, most of them bullets of a word processor."""

NAMED: Final = "年月日度十号"
"""Words that looks ask for, too common to be searched for one by one."""

_ASCII: Final = [*map(chr, range(128))]
# What has no byte becomes what "?" becomes, so "?" lends its place to WORD.
_ASCII[0x1A], _ASCII[0x3F] = "?", chr(0x1A)
_OTHERS: Final = FULL_DIGITS + SPACES[2:] + UNSEEN + LOST + MISREAD + PRIVATE + NAMED
_PAGE: Final = codecs.charmap_build(("".join(_ASCII) + _FULL + _OTHERS).ljust(256, chr(0xFFFE)))


def encode(text: str) -> bytes:
    """A text in this code page, as long as the text; the words that are NAMED told apart."""
    return codecs.charmap_encode(text, "replace", _PAGE)[0]


_WORDS: Final = bytes.maketrans(encode(NAMED), WORD * len(NAMED))
_PLAIN: Final = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%.+-/=_~#&*\r\n"
_ORDINARY: Final = WORD + encode(NAMED + _PLAIN + _FULL.replace("★", ""))
_KINDS: Final = bytes.maketrans(
    encode("0123456789，。、；：,;:（[【）]】〔〕"), b"9999999999" + b",,,,,,,," + b"((()))" + b"{}"
)


def shape(coded: bytes) -> bytes:
    """Encoded prose with all words the same."""
    return coded.translate(_WORDS)


def odd(coded: bytes) -> bytes:
    """What is left of encoded prose without words, plain digits and letters, and Chinese marks."""
    return coded.translate(None, _ORDINARY)


def kinds(coded: bytes) -> bytes:
    """Encoded prose, one byte for each kind: `9` digits, `,` stops, `()` brackets, `{}` 〔〕."""
    return coded.translate(_KINDS)
