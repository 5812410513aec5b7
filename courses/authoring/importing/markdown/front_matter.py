"""What stands above the text: YAML between ``---``, TOML between ``+++``, JSON in braces."""

from typing import Any

from django.utils.translation import gettext as _

from courses.authoring.importing.markdown.lines import Line, Tell
from courses.authoring.importing.markdown.structured import Unreadable, mapping, read_json, read_toml, read_yaml

MARKS = {"---": (read_yaml, ("---", "...")), "+++": (read_toml, ("+++",))}
LONGEST = 500


def split(lines: list[Line], tell: Tell) -> tuple[dict[str, Any], list[Line]]:
    """The front matter and the lines below it; what cannot be read is told and left out of the text."""
    start = next((place for place, line in enumerate(lines) if line.text.strip()), len(lines))
    opener = lines[start].text.strip() if start < len(lines) else ""
    if opener in MARKS:
        read, marks = MARKS[opener]
        end = _end(lines, start, marks)
        # A file may simply begin with a line drawn across.
        if end and _is_matter(lines[start + 1 : end], opener):
            return _read(read, lines[start + 1 : end], tell), lines[end + 1 :]
    if opener == "{":
        end = _end(lines, start, ("}",))
        if end:
            return _read(read_json, lines[start : end + 1], tell), lines[end + 1 :]
    return {}, lines


def _end(lines: list[Line], start: int, marks: tuple[str, ...]) -> int:
    within = range(start + 1, min(len(lines), start + LONGEST))
    return next((place for place in within if lines[place].text.rstrip() in marks), 0)


def _is_matter(lines: list[Line], opener: str) -> bool:
    return opener == "+++" or all(
        not line.text.strip() or ":" in line.text or line.text[:1] in " \t#-" for line in lines[:3]
    )


def _read(read: Any, lines: list[Line], tell: Tell) -> dict[str, Any]:
    first = lines[0].number if lines else 1
    try:
        return mapping(read("\n".join(line.text for line in lines)))
    except Unreadable as reason:
        tell(first + max(0, reason.line - 1), _("The lines above the text: %s") % reason)
        return {}
