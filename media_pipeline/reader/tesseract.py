"""The program tesseract as a reader."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from PIL import Image

# The site's name of a language, and the trained data of that name.
TRAINED = {"en": "eng", "ur": "urd", "ps": "pus"}
SECONDS = 60
# Letters under 20 pixels are read better half as large again.
SMALL_LINES = 1000
ZOOM = 1.5
SPARSE_TEXT = "11"


class Tesseract:
    """Starts ``program`` (absolute path) for each picture: one thread, own folder, clean environment, a time limit."""

    def __init__(self, program: str, *, seconds: float = SECONDS) -> None:
        self._program = program
        self._seconds = seconds
        self.name = self._ask("--version").partition("\n")[0].strip()
        listed = set(self._ask("--list-langs").split())
        self.languages_available = frozenset(ours for ours, theirs in TRAINED.items() if theirs in listed)

    @classmethod
    def installed(cls) -> Self | None:
        """The program on this machine's path, when it is there and can read any of our languages."""
        program = shutil.which("tesseract")
        found = None if program is None else cls(program)
        return found if found is not None and found.languages_available else None

    def read(self, image: Image.Image, languages: Sequence[str]) -> str:
        """See ``Reader.read``."""
        known = [TRAINED[each] for each in dict.fromkeys(languages) if each in self.languages_available]
        if not known:
            return ""
        with tempfile.TemporaryDirectory(prefix="hunar-reading-") as folder:
            picture = Path(folder, "picture.png")
            _enlarged(image).save(picture, compress_level=1)
            said = self._ask(picture.name, "-", "--psm", SPARSE_TEXT, "-l", "+".join(known), folder=folder)
        lines = (line.strip() for line in said.replace("\f", "\n").splitlines())
        return "\n".join(line for line in lines if line)

    def _ask(self, *arguments: str, folder: str | None = None) -> str:
        """What it says to these arguments; empty when it fails or takes too long."""
        environment = {"LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
        if data := os.environ.get("TESSDATA_PREFIX"):
            environment["TESSDATA_PREFIX"] = data
        try:
            said = subprocess.run(
                [self._program, *arguments],
                capture_output=True,
                stdin=subprocess.DEVNULL,
                cwd=folder,
                env=environment | ({"TMPDIR": folder} if folder else {}),
                timeout=self._seconds,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return said.stdout.decode("utf-8", "replace") if said.returncode == 0 else ""


def _enlarged(image: Image.Image) -> Image.Image:
    seen = image.convert("RGB")
    if image.height >= SMALL_LINES:
        return seen
    return seen.resize(
        (max(1, round(image.width * ZOOM)), max(1, round(image.height * ZOOM))), Image.Resampling.LANCZOS
    )
