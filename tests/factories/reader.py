"""A reader for tests, as good as its notes."""

from collections.abc import Sequence

from PIL import Image


class NoteReader:
    """Reads what a test wrote beside the picture: ``image.info["note"]``."""

    name = "notes 1"
    languages_available = frozenset({"en", "ur"})

    def read(self, image: Image.Image, languages: Sequence[str]) -> str:
        """The note, when one of the languages is known."""
        return str(image.info.get("note", "")) if self.languages_available.intersection(languages) else ""
