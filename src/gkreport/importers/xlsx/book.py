"""A spreadsheet as a document: its visible sheets one after the other."""

from gkreport.importers.blocks import Document, Refused
from gkreport.importers.grids import numbered
from gkreport.importers.xlsx import package
from gkreport.importers.xlsx.apart import read_apart
from gkreport.importers.xlsx.scan import Book, scan
from gkreport.importers.xlsx.sheets import in_here
from gkreport.importers.zipped import Parts

ZIPPED = b"PK\x03\x04"
EMPTY = "这个表格文件里没有内容。请核对是不是选错了文件"


def read(data: bytes) -> Document:
    """The blocks of a spreadsheet. Refused where it cannot be read, with what to do."""
    found, images = Book({}), 0
    if data.startswith(ZIPPED):
        zipped = Parts(data)
        images = package.pictures(zipped)
        members = package.parts(zipped)
        with package.damage_refused():
            found = scan(members)
        data = package.repacked(members)
        blocks, notes = in_here(data, found)
    else:
        package.old_within_bounds(data)
        blocks, notes = read_apart(data)
    if not blocks:
        raise Refused(EMPTY)
    return Document(numbered(blocks), "xlsx", found.meta, tuple(notes), images=images)
