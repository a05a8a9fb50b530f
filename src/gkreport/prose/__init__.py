"""Reads quantities in Chinese prose: which figure counts what, whose it is, and what is denied.

Pure: text in, statements out. Which cell of a table a statement is held against is not known here.

`figures` finds the figures of a text and `glance` looks at the words right before them; only where
that is not enough are `statements` read, and only then are the modules behind it loaded.
"""
