"""What tells a document of ours, which may be replaced, from anybody's own file.

An Office file says which program saved it. Word, WPS and Excel put their own name there when
somebody edits it: then it is no longer ours to replace. A PDF bears our name as its keyword.
"""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

PAGE: Final = b'name="generator" content="gkreport'
"""The mark of a web page."""
FRAGMENT: Final = b"<!-- gkreport "
"""The mark of what goes into a site's editor."""
_PDF: Final = b"/Keywords(gkreport)"
_ENDS: Final = b"%%EOF"
"""A PDF that was signed or remarked on has another end: nobody's seal is replaced."""
_PROGRAM: Final = "docProps/app.xml"
_NAMED: Final = re.compile(rb"<Application>[^<]*</Application>")
_OURS: Final = b"<Application>gkreport</Application>"
_HEAD: Final = 4096
"""The mark of a text stands near the beginning."""
_ZIP: Final = b"PK\x03\x04"


def office(data: bytes) -> bytes:
    """An Office file with our name as the program that saved it, and no time of making."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == _PROGRAM:
                content = _NAMED.sub(_OURS, content)
            entry = zipfile.ZipInfo(member.filename)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()


def is_ours(path: Path) -> bool:
    """Whether a file bears our mark. One that cannot be read does not."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            if head.startswith(_ZIP):
                return _is_office(path)
            if head.startswith(b"%PDF-"):
                whole = head + stream.read()
                return _PDF in whole and whole.count(_ENDS) == 1
    except OSError:
        return False
    return PAGE in head or head.startswith(FRAGMENT)


def _is_office(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as parts, parts.open(_PROGRAM) as stream:
            return _OURS in stream.read(_HEAD)
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
        return False
