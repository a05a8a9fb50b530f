"""The figures of a published report, found by the labels of the form.

`find(document, forms)` takes what a reader gave and returns every figure with where it stood and
how it was read. A figure is exactly right or stays unresolved: nothing is guessed.
"""

from gkreport.importers.figures.find import find
from gkreport.importers.figures.model import Evidence, Found, How

__all__ = ["Evidence", "Found", "How", "find"]
