"""For machines without a program that reads."""

from collections.abc import Sequence

from PIL import Image


class NoReader:
    """Reads nothing, in no language."""

    name = ""
    languages_available: frozenset[str] = frozenset()

    def read(self, image: Image.Image, languages: Sequence[str]) -> str:
        """Always empty."""
        return ""
