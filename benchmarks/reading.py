"""How much of a picture's text is still readable: words found by the reader, against those of the source's picture."""

from PIL import Image

from media_pipeline.pipeline import readable
from media_pipeline.pipeline.readable import Words
from media_pipeline.reader import find_reader


def why_not() -> str | None:
    """Why nothing can be read here, or None."""
    return None if find_reader().languages_available else "tesseract is not installed"


def words(image: Image.Image, size: tuple[int, int]) -> Words:
    """English words of three letters or digits and more, at the size of the source."""
    seen = image.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    return readable.words(find_reader().read(seen, ["en"]))


share = readable.share
