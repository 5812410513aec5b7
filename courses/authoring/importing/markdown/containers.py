"""Boxes between lines of colons: which line ends which, and what their first line says."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from courses.authoring.importing.html.kinds import kind_of
from courses.authoring.importing.markdown.lines import Line, Tell, fenced

COLONS = re.compile(r"^([\s>]*)(:{3,})\s*(.*?)[\s:]*$")
BRACES = re.compile(r"^\{\s*(.*?)\s*\}\s*(.*)$")
NAMED = re.compile(r"^([\w-]+)\s*(?:\[(.*)\])?\s*(?:\{(.*)\})?\s*(.*)$")
TITLE = re.compile(r"""title\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
OPTION = re.compile(r"^\s*:[\w-]+:(\s.*)?$")
# How much deeper than its beginning an end may stand and still be one, not a line of code.
SLACK = 3
DEEPEST = 20
HIDING = frozenset({"trainer", "answer"})


class Box(NamedTuple):
    """What the first line of a box says."""

    kind: str
    title: str = ""


@dataclass
class Boxes:
    """By place in the list of lines: where each box ends, and every line that ends one."""

    ends: dict[int, int] = field(default_factory=dict)
    closers: set[int] = field(default_factory=set)


def find_boxes(lines: list[Line], tell: Tell) -> tuple[list[Line], Boxes]:
    """The lines, some moved to the left so that their box holds all it should, and the boxes.

    An end belongs to the innermost box that is open, whatever the number of colons, as Pandoc and Docusaurus have it.
    A box that is never ended goes on to the end: what was meant to be hidden stays hidden.
    """
    lines = list(lines)
    marks = [None if is_code else COLONS.match(line.text) for line, is_code in zip(lines, fenced(lines), strict=True)]
    boxes, unended = _paired(lines, marks, repeated_ends=False)
    if unended:
        boxes, unended = _paired(lines, marks, repeated_ends=True)
    for place in sorted(boxes.closers - set(boxes.ends.values())):
        tell(lines[place].number, _("Colons end a box here that was never begun. They were left out."))
    for place in unended:
        tell(lines[place].number, _("A box begins here and is never ended. It was taken to go on to the end."))
    for opener, end in boxes.ends.items():
        lines[opener] = _to_the_left(lines, opener, end)
    return lines, boxes


def _paired(lines: list[Line], marks: list[re.Match[str] | None], *, repeated_ends: bool) -> tuple[Boxes, list[int]]:
    """Which line ends which, and the lines that nothing ends.

    ``repeated_ends``: some authors end ``:::note Title`` with ``:::note``. What hides is never ended by a guess.
    """
    boxes = Boxes()
    stack: list[tuple[int, int, Box]] = []
    for place, (line, found) in enumerate(zip(lines, marks, strict=True)):
        if not found:
            continue
        box = said(found[3]) if found[3] else Box("")
        same = bool(stack) and repeated_ends and box == Box(stack[-1][2].kind) and kind_of(box.kind) not in HIDING
        if found[3] and not same and len(stack) < DEEPEST:
            stack.append((place, line.indent, box))
        elif stack and line.indent <= stack[-1][1] + SLACK:
            boxes.ends[stack.pop()[0]] = place
            boxes.closers.add(place)
        elif not found[3]:
            boxes.closers.add(place)
    unended = [place for place, _indent, _box in stack]
    boxes.ends.update(dict.fromkeys(unended, len(lines)))
    return boxes, unended


def _to_the_left(lines: list[Line], opener: int, end: int) -> Line:
    """The first line no deeper than anything it holds: else the rest would stand outside, before everybody's eyes."""
    line = lines[opener]
    least = min((each.indent for each in lines[opener + 1 : end + 1] if each.text.strip()), default=0)
    return line.with_text(" " * least + line.text.lstrip()) if least < line.indent else line


def said(info: str) -> Box:
    """The kind and title in ``note Title``, ``{note} Title``, ``note[Title]``, ``{.callout-note title="Title"}``."""
    info = info.strip()
    braces = BRACES.match(info)
    titled = TITLE.search(info)
    title = next(filter(None, titled.groups()), "") if titled else ""
    if braces:
        words = [
            word.lstrip(".")
            for word in re.sub(TITLE, "", braces[1]).split()
            if not word.startswith("#") and "=" not in word
        ]
        kind = next((word for word in words if word != "callout"), words[0] if words else "div")
        return Box(kind, title or braces[2])
    named = NAMED.match(info)
    if not named:
        return Box("note", info)
    return Box(named[1], title or (named[2] or "").strip() or re.sub(TITLE, "", named[4]).strip().strip('"'))
