"""What a renderer raises where there is no document to be made."""


class Unrenderable(Exception):  # noqa: N818 - it is what the report or a template is
    """A document that cannot be made: the message says why and what to do."""
