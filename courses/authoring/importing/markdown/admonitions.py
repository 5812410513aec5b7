"""Boxes that are indented under ``!!!``, ``???`` or ``===`` (MkDocs), as boxes between colons."""

import re

from courses.authoring.importing.markdown.lines import Fences, Line

OPENER = re.compile(r"^(\s*)(!!!|\?\?\?\+?|===\+?!?)\s+(.+?)\s*$")
WORDS = re.compile(r'^([\w-]+)?[^"]*(?:"(.*)")?$')
INDENT = 4


def with_colons(lines: list[Line]) -> list[Line]:
    """The same lines with every indented box between colons."""
    made: list[Line] = []
    fences = Fences()
    place = 0
    while place < len(lines):
        line = lines[place]
        found = None if fences.holds(line.text) else OPENER.match(line.text)
        if not found:
            made.append(line)
            place += 1
            continue
        body, place = _body(lines, place + 1, line.indent + INDENT)
        before = found[1]
        made += [line.with_text(""), line.with_text(f"{before}::: {_said(found)}")]
        made += [each.with_text(before + each.text if each.text else "") for each in with_colons(body)]
        last = body[-1] if body else line
        made += [last.with_text(f"{before}:::"), last.with_text("")]
    return made


def _body(lines: list[Line], start: int, indent: int) -> tuple[list[Line], int]:
    """The indented lines from ``start``, moved to the left, and the place behind them."""
    end = start
    while end < len(lines) and (not lines[end].text.strip() or lines[end].indent >= indent):
        end += 1
    while end > start and not lines[end - 1].text.strip():
        end -= 1
    return [line.with_text(line.text.expandtabs(INDENT)[indent:]) for line in lines[start:end]], end


def _said(found: re.Match[str]) -> str:
    words = WORDS.match(found[3])
    kind, title = words.groups(default="") if words else ("", found[3])
    if found[2].startswith("==="):
        return f'{{tab title="{(title or found[3]).replace(chr(34), chr(39))}"}}'
    # What folds together is hidden until it is tapped, whatever kind it calls itself.
    kind = "details" if found[2].startswith("???") else kind or "note"
    return f'{{{kind} title="{title.replace(chr(34), chr(39))}"}}'
