"""The code blocks of a how-to, and what following them means."""

import re
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One block: commands (``bash``, with the name of the process when it goes on running) or lines for a file."""

    language: str
    place: str
    text: str

    @property
    def commands(self) -> list[str]:
        """The commands, one a line; none when these are lines for a file."""
        return self.text.splitlines() if self.language == "bash" else []


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in its order."""
    return [Block(*found.groups()) for found in FENCE.finditer(page.read_text(encoding="utf-8"))]


def write(block: Block, folder: Path) -> None:
    """Put the lines at the end of the file they are for; make the file when it is not there."""
    target = folder / block.place
    before = target.read_text(encoding="utf-8") if target.exists() else ""
    target.write_text(before + ("\n" if before else "") + block.text, encoding="utf-8")
