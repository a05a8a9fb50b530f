"""The character that a glyph of a PDF means, where the file names another that looks the same."""

import unicodedata

KANGXI = range(0x2F00, 0x2FE0)
LIGATURES = range(0xFB00, 0xFB07)
UNKNOWN = chr(0xFFFD)

_RADICALS = (
    (0x2E85, "亻"),
    (0x2E88, "刀刂"), (0x2E8E, "兀尢尢尢巳幺彑彐忄"), (0x2E98, "扌攵"), (0x2E9D, "月"),
    (0x2E9F, "母民氵氺灬爫爫丬"), (0x2EA8, "犭王"), (0x2EAB, "目"), (0x2EAC, "示礻竹"),
    (0x2EB0, "纟"), (0x2EB6, "羊"), (0x2EB9, "耂肀聿"), (0x2EBC, "肉"), (0x2EBE, "艹艹艹虎衤"),
    (0x2EC5, "见角"), (0x2EC8, "讠贝"), (0x2ECB, "车辶辶辶"), (0x2ED0, "钅"), (0x2ED3, "长门"),
    (0x2ED6, "阝雨青韦页风飞食"), (0x2EE0, "饣"), (0x2EE2, "马骨鬼鱼鸟卤麦黄黾"), (0x2EEC, "齐"),
    (0x2EEE, "齿"), (0x2EF0, "龙"), (0x2EF3, "龟"),
)  # fmt: skip
"""Runs of the block of simplified radicals, which no normal form maps, and the words they are."""

_SHARED = {0x2F3E: "户", 0x3B35: "胶", 0x2329: "〈", 0x232A: "〉", 0x301C: "～", 0x2215: "／"}
"""Characters that share their glyph with the one meant; browsers write the rarer one."""

_MEANT = {
    **{first + n: word for first, words in _RADICALS for n, word in enumerate(words)},
    **{n: unicodedata.normalize("NFKC", chr(n)) for part in (KANGXI, LIGATURES) for n in part},
    **_SHARED,
}


def spelt(text: str) -> str:
    """The text of a glyph. A glyph without a character gives a sign that stands for it."""
    if text.isspace():
        return text
    if not text or text.startswith("(cid:") or any(c < " " for c in text):
        return UNKNOWN
    return text if text.isascii() else text.translate(_MEANT)
