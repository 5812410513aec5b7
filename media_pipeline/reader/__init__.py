"""Reading the words in a picture, where a program for it is installed.

``find_reader()`` gives what this machine has: ``Tesseract`` or ``NoReader``. Nothing in this room needs words read:
where there is no reader, slides have no text and how well a rendition can be read is not stated.
"""

from functools import lru_cache

from media_pipeline.reader.interface import Reader
from media_pipeline.reader.nothing import NoReader
from media_pipeline.reader.tesseract import Tesseract

__all__ = ["NoReader", "Reader", "Tesseract", "find_reader"]


@lru_cache(maxsize=1)
def find_reader() -> Reader:
    """The reader of this machine, asked once."""
    program = Tesseract.installed()
    return NoReader() if program is None else program
