"""Comments, which are for authors: gone before anything else is read."""

from courses.authoring.importing.markdown.lines import Fences, Line

KINDS = [("<!--", "-->"), ("{/*", "*/}"), ("{% comment %}", "{% endcomment %}")]


def without_comments(lines: list[Line]) -> list[Line]:
    """The lines without comments, also those that go over many lines; one that never ends is left as it is."""
    kept: list[Line] = []
    fences = Fences()
    rest = "\n".join(line.text for line in lines)
    ends = {end: rest.rfind(end) for _start, end in KINDS}
    waiting = ""
    at = 0
    for line in lines:
        here, at = at, at + len(line.text) + 1
        if not waiting and fences.holds(line.text):
            kept.append(line)
            continue
        text, waiting = _cut(line.text, waiting, {end: place - here for end, place in ends.items()})
        kept.append(line.with_text(text))
    return kept


def _cut(text: str, waiting: str, ends: dict[str, int]) -> tuple[str, str]:
    """The line without its comments, and the end that is still awaited after it."""
    kept = ""
    while True:
        if waiting:
            place = text.find(waiting)
            if place < 0:
                return kept, waiting
            ends = {end: last - place - len(waiting) for end, last in ends.items()}
            text, waiting = text[place + len(waiting) :], ""
        found = [(text.find(start), start, end) for start, end in KINDS if 0 <= text.find(start) < ends[end]]
        if not found:
            return kept + text, ""
        place, start, waiting = min(found)
        if text[:place].count("`") % 2:
            # Inside a span of code it is shown, not meant.
            cut = place + len(start)
            kept, text, waiting = kept + text[:cut], text[cut:], ""
            ends = {end: last - cut for end, last in ends.items()}
            continue
        kept, text = kept + text[:place], text[place:]
        ends = {end: last - place for end, last in ends.items()}
