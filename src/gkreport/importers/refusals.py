"""What cannot be read, how to know it, and what to do instead."""

from typing import Final

_CONVERT: Final = (
    "请用 Word 或 WPS 打开，另存为 .docx 再导入；"
    "装有 LibreOffice 的也可以运行：soffice --headless --convert-to docx "
)
_SAYINGS: Final = {
    "empty": "{name} 是空文件，里面什么也没有。请核对是不是选错了文件，或重新下载",
    "old-word": "{name} 是旧格式的文档（.doc、.wps、.odt 等），不能直接读。"
    + _CONVERT
    + "{quoted}",
    "rtf": "{name} 是 RTF 文档，不能直接读。" + _CONVERT + "{quoted}",
    "word-xml": "{name} 是 XML 格式的 Word 文档，不能直接读。" + _CONVERT + "{quoted}",
    "slides": "{name} 是演示文稿，不是年度报告。请换成网页、Word、PDF 或 Excel 文件",
    "ofd": "{name} 是 OFD 版式文件，不能直接读。请用 OFD 阅读器导出为 PDF 再导入，"
    "或找当时的 Word 文件、已发布的网页",
    "locked": "{name} 设了打开密码，读不了。请用原来的软件打开，去掉密码后另存一份再导入",
    "image": "{name} 是图片，里面没有可以读取的文字和数字。请找原来的 Word、网页或带文字的 PDF；"
    "只有图片的，要照着填写，或先用文字识别软件转成表格并逐格核对",
    "archive": "{name} 是压缩包。请先解压，再导入里面的网页、Word、PDF 或 Excel 文件",
    "xml": "{name} 是 XML 数据文件，不是发布的年度报告。请换成网页、Word、PDF 或 Excel 文件",
    "json": "{name} 是 JSON 数据文件，不是发布的年度报告。请换成网页、Word、PDF 或 Excel 文件",
    "toml": "{name} 已经是本程序的报告文件，不用导入，也不是公布的文本、不能拿来核对。"
    "可以直接检查：gkreport check {quoted}",
    "unknown": "{name} 不是能读的文件类型。能读的有：网页（.html）、Word（.docx）、PDF、"
    "Excel（.xlsx）、Markdown 和纯文本。请核对是不是选错了文件",
    "deep": "{name} 的内部嵌套太深，不像正常的文件，没有读。请用原来的软件打开，另存一份再试",
    "memory": "{name} 太大，内存不够。请只保留报告部分再试",
}
_MAGIC: Final = (
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"\0\0\1\0", "image"),
    (b"8BPS", "image"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"MSCF\0\0\0\0", "archive"),
    (b"{\\rtf", "rtf"),
    (b"MZ\x90\0", "unknown"),
    (b"\x7fELF", "unknown"),
    (b"SQLite format 3\0", "unknown"),
    (b"ITSF", "unknown"),
)
_INSIDE: Final = (
    (0, b"BM", 6, b"\0\0\0\0", "image"),
    (0, b"RIFF", 8, b"WEBP", "image"),
    (4, b"ftyp", 8, b"heic", "image"),
    (4, b"ftyp", 8, b"mif1", "image"),
    (257, b"ustar", 257, b"ustar", "archive"),
)
"""Two marks at their places."""


def say(kind: str, name: str) -> str:
    """Why a file of a kind is not read, and what to do."""
    quoted = f'"{name}"' if " " in name else name
    return _SAYINGS[kind].format(name=name, quoted=quoted)


def magic(data: bytes) -> str:
    """The kind of a file that its first bytes show, "" for what may be text."""
    for mark, kind in _MAGIC:
        if data.startswith(mark):
            return kind
    for first, mark, second, other, kind in _INSIDE:
        if data.startswith(mark, first) and data.startswith(other, second):
            return kind
    return ""
