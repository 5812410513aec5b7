"""What is wrong with a file as a whole."""


class BadFile(Exception):
    """The file cannot be read as a list; the text is a sentence for staff."""
