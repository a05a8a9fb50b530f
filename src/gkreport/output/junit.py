"""Findings as JUnit XML, which most build servers can show."""

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from gkreport.finding import SEVERITIES
from gkreport.output import SEVERITY_WORDS
from gkreport.output.examined import remarks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkreport.finding import Finding
    from gkreport.output.examined import Examined

_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_ALLOWED: Final = (
    range(0x09, 0x0B), range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000),
)  # fmt: skip
"""What XML can hold; the carriage return is left out, as it would be read back as another."""
_AGAIN: Final = " 之"
_TALLIED: Final = (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))


def document(files: "Sequence[Examined]", severity: str) -> str:
    """The whole document. What is less bad than `severity` does not fail, and stands as output."""
    bad = SEVERITIES[: [str(s) for s in SEVERITIES].index(severity) + 1]
    root = ET.Element("testsuites", {"name": "gkreport"})
    for file in files:
        if not file.skipped:
            root.append(_suite(file, frozenset(map(str, bad))))
    _count(root)
    ET.indent(root)
    return f"{_HEAD}{ET.tostring(root, encoding='unicode')}\n"


def _suite(file: "Examined", bad: frozenset[str]) -> ET.Element:
    path = _clean(file.path)
    suite = ET.Element("testsuite", {"name": path})
    if file.failed:
        _told(_case(suite, path, "读取文件"), "error", "unreadable", file.reason)
    for finding in file.findings:
        case = _case(suite, path, _name(finding), finding.line)
        text = "\n".join((finding.hit.message, *remarks(finding)))
        if finding.severity in bad:
            _told(case, "failure", SEVERITY_WORDS[finding.severity], finding.hit.message, text)
        else:
            ET.SubElement(case, "system-out").text = _clean(text)
    for finding, reason in file.allowed:
        case = _case(suite, path, _name(finding), finding.line)
        said = f"经核实不作问题处理，理由：{reason}"
        _told(case, "skipped", "allowed", said, finding.hit.message)
    if not len(suite):
        _case(suite, path, "没有发现问题")
    _count(suite)
    return suite


def _name(finding: "Finding") -> str:
    """Told apart by place; several of one rule in a file are several tests."""
    place = f" 第 {finding.line} 行第 {finding.column} 列" if finding.line else ""
    return f"{SEVERITY_WORDS[finding.severity]} {finding.code} {finding.name}{place}"


def _case(suite: ET.Element, path: str, name: str, line: int | None = None) -> ET.Element:
    name = _clean(name)
    again = sum(case.get("name", "").partition(_AGAIN)[0] == name for case in suite)
    name += f"{_AGAIN}{again + 1}" if again else ""  # servers take equal names for one test
    where = {"classname": path, "name": name, "file": path}
    if line:
        where["line"] = str(line)
    return ET.SubElement(suite, "testcase", where)


def _told(case: ET.Element, tag: str, kind: str, message: str, text: str = "") -> None:
    element = ET.SubElement(case, tag, {"type": kind, "message": _clean(message)})
    element.text = _clean(text or message)


def _count(element: ET.Element) -> None:
    element.set("tests", str(len(list(element.iter("testcase")))))
    for attribute, tag in _TALLIED:
        element.set(attribute, str(len(list(element.iter(tag)))))


def _clean(text: str) -> str:
    """A text without the characters that XML cannot hold in any spelling."""
    if text.isprintable():
        return text
    return "".join(sign if _is_allowed(sign) else f"\\u{ord(sign):04x}" for sign in text)


def _is_allowed(sign: str) -> bool:
    return any(ord(sign) in run for run in _ALLOWED)
