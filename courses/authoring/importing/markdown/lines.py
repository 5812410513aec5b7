"""Lines that remember where they came from, and which of them are code."""

import re
from collections.abc import Callable
from typing import NamedTuple

Tell = Callable[[int, str], None]
FENCE = re.compile(r"^[\s>]*(?:[-*+]\s+|\d{1,9}[.)]\s+)?(`{3,}|~{3,})(.*)$")
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)")


class Line(NamedTuple):
    """A line and its number in the file."""

    number: int
    text: str

    def with_text(self, text: str) -> "Line":
        """Other words from the same place."""
        return Line(self.number, text)

    @property
    def indent(self) -> int:
        """How many columns stand before the first letter."""
        wide = self.text.expandtabs(4)
        return len(wide) - len(wide.lstrip())


def numbered(text: str, first: int = 1) -> list[Line]:
    """The lines of a text."""
    return [Line(number, line) for number, line in enumerate(text.split("\n"), first)]


class Fences:
    """Asked line by line, in order, which lines are code or the marks of code."""

    def __init__(self) -> None:
        self.mark = ""

    def holds(self, text: str) -> bool:
        """Whether this line belongs to fenced code."""
        found = FENCE.match(text)
        if self.mark:
            if found and found[1].startswith(self.mark) and not found[2].strip():
                self.mark = ""
            return True
        if found and not (found[1][0] == "`" and "`" in found[2]):
            self.mark = found[1]
            return True
        return False


def fenced(lines: list[Line]) -> list[bool]:
    """For each line whether it is fenced code."""
    fences = Fences()
    return [fences.holds(line.text) for line in lines]


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """``text`` with ``change`` made to all but the spans of code in it."""
    parts: list[str] = []
    at = 0
    for span in CODE_SPAN.finditer(text):
        parts += [change(text[at : span.start()]), span.group()]
        at = span.end()
    return "".join([*parts, change(text[at:])])


def each_outside(lines: list[Line], change: Callable[[Line], list[Line]]) -> list[Line]:
    """Every line that is no fenced code replaced by what ``change`` makes of it."""
    made: list[Line] = []
    for line, is_code in zip(lines, fenced(lines), strict=True):
        made += [line] if is_code else change(line)
    return made
