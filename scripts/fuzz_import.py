"""Feed damaged documents to the readers: nothing but a document or a refusal may come back.

    .venv/bin/python scripts/fuzz_import.py [--count N] [--seed N] [--format html|text|docx|...]

Good documents, made here, are damaged by chance: bytes flipped, cut, doubled, repeated, mixed with
what is known to hurt. The same seed gives the same inputs. What fails is written to the folder
`fuzz/`, with the seed in its name. Without --format, html and text take turns; --file damages
documents of one's own instead. --whole goes on from the blocks to figures and texts.
"""

import argparse
import io
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from gkreport.importers import sniff
from gkreport.importers.blocks import Document, Refused

FIXTURES: Final = Path(__file__).parents[1] / "tests" / "fixtures" / "printed"
PRINTED: Final = ("pdf", "xls", "ods")
"""Kinds of which a file that another program wrote is at hand."""
SLOW: Final = 5.0
"""Seconds of processor time after which a small input counts as a hang."""
LARGEST: Final = 200_000
_WORDS: Final = (
    *(
        "<table>",
        "</table>",
        "<tr>",
        "<td rowspan=0>",
        "<td colspan=99999999>",
        "</td>",
        "<th>",
    ),
    *(
        "<td rowspan=-1 colspan=0>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "<![CDATA[",
    ),
    *("<script>", "</script>", "<style>", "<template>", "<noscript>", "<svg>", "<math>", "<b>"),
    *("<select>", "<textarea>", "<plaintext>", "<frameset>", "<iframe src=x>", "<pre>", "<ol>"),
    *(
        "<li>",
        "<h1>",
        "<br>",
        "<a href=x>",
        "</a>",
        "<sup>",
        '<p a"b=c>',
        "<p hidden>",
        "&nbsp;",
    ),
    *("&#0;", "&#xD800;", "&lt;!--[if !supportLists]--&gt;", "<o:p>", "<div id=zoom>", "<del>"),
    *(
        "<span style='display:none'>",
        "|",
        "| --- |",
        "\t",
        "\n",
        "\r\n",
        "　",
        "０１２",
        "-",
        "/",
    ),
    *(
        "0",
        "00",
        "99999999999999999999",
        "1.5",
        "<w:tbl>",
        "</w:tbl>",
        "<w:tc>",
        "<w:p>",
        "</w:p>",
    ),
    *('<w:gridSpan w:val="99999999"/>', "<w:vMerge/>", '<w:gridBefore w:val="-3"/>', "<w:del>"),
    *('w:val="x"', "<!DOCTYPE x>", "<!ENTITY a 'b'>", "&a;", "</w:tr>", "<w:tr>", "<w:sdt>"),
    *('<w:numId w:val="1"/>', '<w:ilvl w:val="9"/>', "<w:txbxContent>", "<w:fldChar/>"),
)
TOKENS: Final = (
    *(word.encode() for word in _WORDS),
    *(b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"PK\x03\x04", b"%PDF-", b"\x81\x30\x81\x30"),
)

HTML: Final = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>某局报告</title>
<meta name="ArticleTitle" content="某局2023年报告"><style>p{color:red}</style></head><body>
<div class="nav"><a href="/">首页</a>
<a href="/a">公开</a><a href="/b">服务</a><a href="/c">互动</a>
</div><div id="zoom"><h1>某局2023年报告</h1><p>一、情况</p>
<p style="text-indent:2em">全年办理<b>12</b>件。</p>
<table border="1"><thead><tr><th rowspan="2">项目</th><th colspan="2">件数</th></tr>
<tr><td><p><span>本年</span></p></td><td>合计</td></tr></thead><tbody>
<tr><td>甲<br>乙</td><td>1</td><td>&nbsp;</td></tr><tr><td>丙</td><td>22（其中3件）</td><td>-</td></tr>
</tbody></table><ol><li>第一</li><li>第二<sup>1</sup></li></ol><table><tr><td><table><tr><td>内</td>
<td>5</td></tr></table></td></tr></table></div><div class="footer">主办单位</div></body></html>"""
TEXT: Final = """某局2023年报告
一、情况
项目\t本年\t合计
甲\t1\t2
| 项目 | 本年 |
| --- | --- |
| 甲 | 3 |
甲0000000乙1000001
"""


def word() -> bytes:
    """A good Word file, with merged cells, a list and a style."""
    from docx import Document as WordFile  # noqa: PLC0415 - only for one format

    document, out = WordFile(), io.BytesIO()
    document.add_heading("一、情况", 1)
    document.add_paragraph("全年办理十二件。", style="List Number")
    table = document.add_table(4, 4)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "项目"
    table.cell(2, 2).text = "3"
    table.cell(3, 3).add_table(1, 2)
    document.save(out)
    with ZipFile(out) as made:  # without what only makes it larger
        parts = {n: made.read(n) for n in made.namelist() if "theme" not in n and "jpeg" not in n}
    return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    """An archive of parts."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def damage(data: bytes, chance: random.Random) -> bytes:
    """One to eight damages."""
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(data))
        end = min(len(data), at + chance.choice((1, 2, 8, 64, 512)))
        data = chance.choice(DAMAGES)(data, at, end, chance)[:LARGEST]
    return data


def flip(data: bytes, at: int, end: int, chance: random.Random) -> bytes:
    """Other bytes in place of some."""
    del end
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def cut(data: bytes, at: int, end: int, chance: random.Random) -> bytes:
    """Some bytes gone, or all that follow."""
    return data[:at] if chance.random() < 1 / 8 else data[:at] + data[end:]


def move(data: bytes, at: int, end: int, chance: random.Random) -> bytes:
    """A stretch at another place as well."""
    to = chance.randint(0, len(data))
    return data[:to] + data[at:end] + data[to:]


def repeat(data: bytes, at: int, end: int, chance: random.Random) -> bytes:
    """A stretch again and again."""
    return data[:at] + data[at:end] * chance.choice((2, 5, 40, 400)) + data[end:]


def hurt(data: bytes, at: int, end: int, chance: random.Random) -> bytes:
    """Something known to hurt, once or many times."""
    del end
    return data[:at] + chance.choice(TOKENS) * chance.choice((1, 1, 1, 3, 200)) + data[at:]


def recode(data: bytes, at: int, end: int, chance: random.Random) -> bytes:
    """Another encoding."""
    del at, end
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(("gb18030", "utf-16", "utf-16-le", "utf-8-sig")), "replace")


DAMAGES: Final = (flip, flip, cut, cut, move, repeat, hurt, hurt, hurt, recode)


def damage_parts(data: bytes, chance: random.Random) -> bytes:
    """Damage the archive itself, or one of its parts."""
    if chance.random() < 1 / 4:
        return damage(data, chance)
    with ZipFile(io.BytesIO(data)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    name = chance.choice([n for n in parts if n.endswith((".xml", ".rels"))])
    if "word/document.xml" in parts and chance.random() < 2 / 3:
        name = "word/document.xml"
    parts[name] = damage_xml(parts[name], chance)
    return packed(parts)


def damage_xml(data: bytes, chance: random.Random) -> bytes:
    """Mostly damage that leaves the XML whole: tags taken away, doubled or given other values."""
    if chance.random() < 1 / 3:
        return damage(data, chance)
    pieces = data.split(b"<w:")
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(pieces))
        if pieces[at].rstrip().endswith(b"/>"):  # an element without content
            pieces[at] = chance.choice((b"", pieces[at] + b"<w:" + pieces[at]))
        pieces[at] = pieces[at].replace(b'w:val="', chance.choice(VALUES), 1)
    return b"<w:".join(piece for n, piece in enumerate(pieces) if piece or not n)


VALUES: Final = (
    b'w:val="9',
    b'w:val="-',
    b'w:val="x',
    b'w:x="',
    b'w:val="99999',
    b'w:val="0" w:y="',
)


def source(kind: str) -> tuple[str, bytes, Callable[[bytes, random.Random], bytes]]:
    """A name, a good document of a format or from a file, and what damages it."""
    if kind == "docx":
        return "report.docx", word(), damage_parts
    if kind in PRINTED:
        name = f"office.{kind}"
        return name, (FIXTURES / name).read_bytes(), damage_parts if kind == "ods" else damage
    if (file := Path(kind)).is_file():
        good = file.read_bytes()
        return file.name, good, damage_parts if good.startswith(b"PK") else damage
    text = HTML if kind == "html" else TEXT
    return f"report.{'html' if kind == 'html' else 'txt'}", text.encode(), damage


def attempt(name: str, data: bytes, read: Callable[[str, bytes], object]) -> str:
    """What comes of an input: "read", "refused", "slow", or the name of an exception."""
    start = time.process_time()
    try:
        found = read(name, data)
        result = "read" if not isinstance(found, Document) or found.kind else "nothing"
    except Refused:
        result = "refused"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        traceback.print_exc()
        return type(error).__name__
    return result if time.process_time() - start < SLOW else "slow"


def run(
    kinds: list[str], count: int, seed: int, read: Callable[[str, bytes], object] = sniff.read
) -> tuple[Counter[str], dict[str, bytes]]:
    """How often each result came, and the inputs that failed, by a name that has their seed."""
    results: Counter[str] = Counter()
    failed: dict[str, bytes] = {}
    sources = [source(kind) for kind in kinds]
    for number in range(seed, seed + count):
        name, good, spoil = sources[number % len(sources)]
        data = spoil(good, random.Random(number))  # noqa: S311 - no secret
        result = attempt(name, data, read)
        results[result] += 1
        if result not in {"read", "refused"}:
            failed[f"{number}-{result}-{name}"] = data
    return results, failed


def main() -> None:
    """Run, print the counts, keep what failed; exit 1 where anything did."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--format", action="append", choices=["html", "text", "docx", *PRINTED])
    parser.add_argument("--file", action="append", help="a good document of one's own")
    parser.add_argument("--whole", action="store_true", help="figures and texts as well")
    options = parser.parse_args()
    read: Callable[[str, bytes], object] = sniff.read
    if options.whole:
        from gkreport.importers.reading import read_report as read  # noqa: PLC0415 - on request
    start = time.perf_counter()
    kinds = options.format or options.file or ["html", "text"]
    results, failed = run(kinds, options.count, options.seed, read)
    print(f"{options.count} inputs ({', '.join(kinds)}), {time.perf_counter() - start:.0f} s")
    print(dict(results))
    for name, data in failed.items():
        Path("fuzz").mkdir(exist_ok=True)
        (Path("fuzz") / name).write_bytes(data)
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
