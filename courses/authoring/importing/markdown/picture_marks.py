"""``![caption](picture.png){alt='description'}`` as the parser's plug-in reads it: on one line, in double quotes."""

import re

from courses.authoring.importing.markdown.lines import Fences, Line

OPEN = re.compile(r"\]\([^()]*\)\{[^{}]*$")
MARKS = re.compile(r"(\]\([^()]*\)\{)([^{}]*)(\})")
SINGLE = re.compile(r"=\s*'((?:[^'\\]|\\.|'(?=\w))*)'")
MOST = 12


def with_plain_marks(lines: list[Line]) -> list[Line]:
    """The same lines; those that go on within braces are joined."""
    made: list[Line] = []
    fences = Fences()
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if fences.holds(line.text) or "){" not in line.text:
            made.append(line)
            continue
        used = _needed(lines, place) if OPEN.search(line.text) else 0
        text = " ".join([line.text, *(each.text.strip() for each in lines[place : place + used])])
        made.append(line.with_text(MARKS.sub(lambda found: found[1] + _quoted(found[2]) + found[3], text)))
        place += used
    return made


def _needed(lines: list[Line], place: int) -> int:
    """How many more lines it takes to close the braces; none when they are not closed soon."""
    within = lines[place : place + MOST]
    return next((count for count, line in enumerate(within, 1) if "}" in line.text), 0)


def _quoted(inside: str) -> str:
    return SINGLE.sub(lambda found: '="' + found[1].replace("\\'", "'").replace('"', "”") + '"', inside)
