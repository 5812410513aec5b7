"""MDX: imports and components of a website's program. Their words stay; what they would do is gone and told."""

import re

from django.utils.translation import gettext as _

from courses.authoring.importing.html.kinds import kind_of
from courses.authoring.importing.markdown.attributes import pairs
from courses.authoring.importing.markdown.lines import Line, Tell, each_outside, fenced

PROGRAM = re.compile(r"^(import\s+(.+\s+from\s+)?['\"][^'\"]+['\"]|export\s+(const|let|default|function|async)\b)")
BEGIN = re.compile(r"<(/?)([A-Z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*)(?=[\s/>]|$)")
CHOICE = re.compile(r"""label\s*:\s*(?:'([^']*)'|"([^"]*)")\s*,\s*value\s*:\s*(?:'([^']*)'|"([^"]*)")""")
LONGEST = 40
# How far the end of a tag may lie, and how many letters of one text are looked at for ends of tags.
FURTHEST = 4_000
PATIENCE = 4_000_000
PICTURES = frozenset({"Image", "Img", "ThemedImage", "IdealImage", "Figure", "ZoomImage"})
FILMS = {"YouTube": "https://www.youtube.com/embed/", "Youtube": "https://www.youtube.com/embed/"}
PASSED = frozenset({"Tabs", "Steps", "Cards", "Grid", "Columns", "Column", "Fragment"})


def without_components(lines: list[Line], tell: Tell) -> list[Line]:
    """The lines in plain Markdown, boxes between colons."""
    text = "\n".join(line.text for line in lines)
    if not BEGIN.search(text):
        return each_outside(lines, lambda line: _without_program(line, tell))
    return _Components(text, tell).changed(each_outside(lines, lambda line: _without_program(line, tell)))


def _without_program(line: Line, tell: Tell) -> list[Line]:
    if not PROGRAM.match(line.text):
        return [line]
    tell(line.number, _("A line of a website's program was left out: %s") % line.text.strip()[:80])
    return [line.with_text("")]


class _Components:
    def __init__(self, text: str, tell: Tell) -> None:
        self.closed = set(re.findall(r"</([A-Z][\w.]*)\s*>", text))
        self.labels = {found[3] or found[4]: found[1] or found[2] for found in CHOICE.finditer(text)}
        self.tell = tell
        self.number = 0
        self.looked = 0

    def changed(self, lines: list[Line]) -> list[Line]:
        """Each component replaced; a tag may go over many lines."""
        code = fenced(lines)
        made: list[Line] = []
        place = 0
        while place < len(lines):
            line = lines[place]
            if code[place] or not BEGIN.search(line.text):
                made.append(line)
                place += 1
                continue
            within = range(place, min(len(lines), place + LONGEST))
            ahead = [lines[each].text for each in within if not any(code[place : each + 1])]
            self.number = line.number
            written, used = self.replaced("\n".join(ahead))
            before = line.text[: line.indent]
            made += [
                line.with_text(text if not number else before + text.lstrip()) for number, text in enumerate(written)
            ]
            place += used
        return made

    def replaced(self, ahead: str) -> tuple[list[str], int]:
        """The first line of ``ahead``, or as many as its tags need, rewritten; and how many those were."""
        out = ""
        at = 0
        while True:
            end = ahead.find("\n", at)
            end = len(ahead) if end < 0 else end
            found = BEGIN.search(ahead, at, end)
            if not found:
                return (out + ahead[at:end]).split("\n"), ahead.count("\n", 0, end) + 1
            stop = _end(ahead, found.end()) if self.looked < PATIENCE else -1
            self.looked += max(0, stop - found.end()) or FURTHEST
            in_code = ahead[at : found.start()].count("`") % 2
            if stop < 0 or in_code or not self.is_component(found, ahead[found.end() : stop]):
                out += ahead[at : found.end()]
                at = found.end()
                continue
            out += ahead[at : found.start()] + self.meaning(found, ahead[found.end() : stop])
            at = stop + 1

    def is_component(self, found: re.Match[str], inside: str) -> bool:
        """A tag that ends itself or is ended somewhere; ``<Enter>`` alone is a key to press."""
        return inside.rstrip().endswith("/") or found[2] in self.closed

    def meaning(self, found: re.Match[str], inside: str) -> str:
        """Markdown in place of a tag."""
        closing, name = found[1], found[2]
        named = pairs(inside)
        if name in PICTURES and named.get("src"):
            return f"\n![{named.get('alt', '')}]({named['src']})\n"
        if name in FILMS and (named.get("id") or named.get("videoid")):
            return f'\n<iframe src="{FILMS[name]}{named.get("id") or named.get("videoid")}"></iframe>\n'
        word = (
            named.get("type", "note")
            if name in ("Admonition", "Callout", "Aside")
            else re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
        )
        if kind_of(word) and name not in PASSED and not inside.rstrip().endswith("/"):
            title = (
                named.get("title")
                or named.get("label")
                or self.labels.get(named.get("value", ""))
                or named.get("value", "")
            )
            return "\n\n:::\n\n" if closing else f"""\n\n::: {{{word} title="{title.replace('"', "'")}"}}\n\n"""
        if name not in PASSED and not closing:
            self.tell(
                self.number, _("<%s> is a part of a website's program. It is gone; the words in it were kept.") % name
            )
        return ""


def _end(text: str, at: int) -> int:
    """Where the tag ends: the first ``>`` outside of quotes and braces; -1 when it does not."""
    depth, quote = 0, ""
    for place in range(at, min(len(text), at + FURTHEST)):
        letter = text[place]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'`":
            quote = letter
        elif letter in "{}":
            depth += 1 if letter == "{" else -1
        elif letter == ">" and depth <= 0:
            return place
    return -1
