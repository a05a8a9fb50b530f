"""Reads quantities in Chinese prose: which figure counts what, whose it is, and what is denied.

Pure: text in, statements out. Which cell of a table a statement is held against is not known here.
"""

from gkreport.prose.context import Reader
from gkreport.prose.figures import Figure, Marks, find
from gkreport.prose.glance import Glance
from gkreport.prose.lexicon import Lexicon
from gkreport.prose.sentences import Sentence, around, blotted, sentences
from gkreport.prose.statements import Statement, read

__all__ = [
    "Figure",
    "Glance",
    "Lexicon",
    "Marks",
    "Reader",
    "Sentence",
    "Statement",
    "around",
    "blotted",
    "find",
    "read",
    "sentences",
]
