"""How much of a picture's text is still readable: words found by tesseract, against those of the source's picture."""

import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable

from PIL import Image

Words = Counter[str]
WORD = re.compile(r"[a-z0-9]{3,}")
SMALL = 1000
FEWEST = 8


def why_not() -> str | None:
    """Why nothing can be read here, or None."""
    return None if shutil.which("tesseract") else "tesseract is not installed"


def words(image: Image.Image, size: tuple[int, int]) -> Words:
    """Words of three letters or digits and more, at the size of the source (half as large again when that is small)."""
    zoom = 1.5 if size[1] < SMALL else 1.0
    seen = image.convert("RGB").resize((round(size[0] * zoom), round(size[1] * zoom)), Image.Resampling.LANCZOS)
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        seen.save(file.name)
        command = ["tesseract", file.name, "-", "--psm", "11", "-l", "eng"]
        environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
        said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    return Counter(WORD.findall(said.lower()))


def share(pairs: Iterable[tuple[Words, Words]]) -> float | None:
    """Share of the reference's words found again, 0 to 1; None when there were hardly any."""
    good = total = 0
    for reference, found in pairs:
        good += sum(min(count, found[word]) for word, count in reference.items())
        total += sum(reference.values())
    return round(good / total, 4) if total >= FEWEST else None
