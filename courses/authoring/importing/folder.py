"""A folder of material: its own regular files, of bounded number and size, and nothing that lies outside of it."""

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from django.utils.translation import gettext as _

from courses.authoring.importing.outline import Problem
from courses.authoring.importing.texts import decoded, plain

MOST_FILES = 5_000
DEEPEST = 12
LONGEST_PATH = 300
LARGEST_TEXT = 2_000_000
LARGEST_FILE = 25_000_000
LARGEST_ALL = 400_000_000
# What generators make, and what only programs read.
SKIPPED = frozenset({"node_modules", "_site", "_build", "renv", "__pycache__", "venv"})


class TooLarge(ValueError):
    """A file is larger than what is taken in."""


class Folder:
    """The files below one folder by their paths in it, with ``/`` between the parts."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.problems: list[Problem] = []
        self.files: dict[str, Path] = {}
        self._folded: dict[str, str] = {}
        self._names: dict[str, list[str]] = defaultdict(list)
        self._texts: dict[str, str] = {}
        self._taken = 0
        for path, place in self._walk(self.root, "", 0):
            self.files[path] = place
            self._folded.setdefault(fold(path), path)
            self._names[fold(PurePosixPath(path).name)].append(path)

    def _walk(self, place: Path, before: str, depth: int) -> Iterator[tuple[str, Path]]:
        entries = sorted(os.scandir(place), key=lambda entry: natural(entry.name))
        for entry in entries:
            path = plain(before + entry.name)
            if entry.is_symlink():
                self.tell(path, _("It is a link to another place. It was not followed; copy the file here."))
            elif entry.name.startswith(".") or entry.name in SKIPPED:
                continue
            elif entry.is_dir(follow_symlinks=False) and depth < DEEPEST:
                yield from self._walk(Path(entry.path), f"{path}/", depth + 1)
            elif len(path) > LONGEST_PATH:
                self.tell(path[:100], _("Its path has more than 300 letters. It was left out; give it a shorter name."))
            elif len(self.files) >= MOST_FILES:
                self.tell(
                    before or ".", _("There are more than 5,000 files. Give the folder of one course."), stops=True
                )
                return
            elif entry.is_file(follow_symlinks=False):
                yield path, Path(entry.path)

    def tell(self, path: str, sentence: str, *, line: int = 0, stops: bool = False) -> None:
        """Keep a problem."""
        self.problems.append(Problem(path, line, sentence, stops))

    def read(self, path: str, most: int = LARGEST_FILE) -> bytes:
        """The bytes of a file. ``TooLarge`` beyond ``most``, or when all that was read is too much; ``OSError``."""
        # Never through a link, also when one was put there a moment ago.
        with os.fdopen(os.open(self.files[path], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            data = file.read(most + 1)
        self._taken += len(data)
        if len(data) > most or self._taken > LARGEST_ALL:
            raise TooLarge
        return data

    def text(self, path: str) -> str:
        """The text of a file, read once; empty and told when it cannot be read."""
        if path not in self._texts:
            self._texts[path] = self._read_text(path)
        return self._texts[path]

    def _read_text(self, path: str) -> str:
        try:
            text, sentence = decoded(self.read(path, LARGEST_TEXT))
        except (OSError, TooLarge):
            self.tell(path, _("It could not be read, or is larger than 2 MB. It was left out; split it."))
            return ""
        if sentence:
            self.tell(path, sentence)
        return text

    def find(self, path: str) -> str | None:
        """The file at ``path``, whatever the case of its letters; None for a path that leads out."""
        parts: list[str] = []
        for part in path.replace("\\", "/").split("/"):
            if part == ".." and not parts:
                return None
            if part == "..":
                parts.pop()
            elif part not in ("", "."):
                parts.append(part)
        return self._folded.get(fold("/".join(parts)))

    def named(self, name: str) -> str | None:
        """The one file of this name, wherever it lies; None when there are several."""
        found = self._names.get(fold(name), [])
        return found[0] if len(found) == 1 else None


def fold(path: str) -> str:
    """The same for spellings of a path that mean the same file."""
    return normalize("NFC", path).casefold()


def natural(name: str) -> list[tuple[int, int, str]]:
    """A key by which ``2-b`` comes before ``10-a``, whatever the case of letters."""
    parts = re.split(r"(\d{1,9})", fold(name))
    return [(0, int(part), "") if part.isascii() and part.isdigit() else (1, 0, part) for part in parts if part]
