"""What a reader promises."""

from collections.abc import Sequence
from typing import Protocol

from PIL import Image


class Reader(Protocol):
    """Reads the words in a picture.

    Languages are named as the site names them: ``en``, ``ur``, ``ps``.
    """

    @property
    def name(self) -> str:
        """Program and version, for example ``tesseract 5.3.0``; empty when nothing is read."""
        ...

    @property
    def languages_available(self) -> frozenset[str]:
        """What it can read."""
        ...

    def read(self, image: Image.Image, languages: Sequence[str]) -> str:
        """The words in ``image``, a line of the picture to a line.

        Empty when there are none, when it reads none of ``languages``, and when reading failed or took too long: words
        are an improvement, and no recording fails for want of them. The picture stays as it is.
        """
        ...
