"""The parser's rule for boxes between colons."""

from html import escape

from markdown_it.rules_block import StateBlock

from courses.authoring.importing.markdown import directives
from courses.authoring.importing.markdown.containers import COLONS, OPTION, Boxes, said


def box(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A box between colons, or a line of colons that only ends one."""
    boxes: Boxes = state.env.get("boxes") or Boxes()
    if start not in boxes.ends and start not in boxes.closers:
        return False
    if silent:
        return True
    if start in boxes.closers:
        state.line = start + 1
        return True
    last = min(boxes.ends[start], end)
    stop = next((place for place in range(start + 1, last) if _is_left(state, place)), last)
    found = COLONS.match(state.env["lines"][start].text)
    info = found[3] if found else ""
    body = start + 1
    while body < stop and OPTION.match(state.getLines(body, body + 1, 0, keepLastLF=False)):
        body += 1
    box = said(info)
    kind, title = box
    if info.startswith("{"):
        above = state.getLines(start + 1, body, 0, keepLastLF=False)
        kind, title = directives.meaning(box.kind.lower(), box.title, directives.options_and_body(above)[0])
    if box.kind.lower() in directives.PICTURES and box.title:
        options, caption = directives.options_and_body(
            state.getLines(start + 1, stop, state.blkIndent, keepLastLF=False)
        )
        _push(state, directives.figure(box.title, options, " ".join(caption.split())), start)
    else:
        _push(state, f'<x-box data-kind="{escape(kind)}" data-title="{escape(title)}">', start)
        _inside(state, body, stop)
        _push(state, "</x-box>", start)
    state.line = stop + 1 if stop == last == boxes.ends[start] else stop
    return True


def _is_left(state: StateBlock, place: int) -> bool:
    """Whether a line stands outside of the list that holds the box."""
    return not state.isEmpty(place) and state.sCount[place] < state.blkIndent


def _inside(state: StateBlock, start: int, stop: int) -> None:
    """The blocks of a box: what began outside of it does not go on in it."""
    before, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "x_box", stop
    state.level += 1
    state.md.block.tokenize(state, start, stop)
    state.level -= 1
    state.parentType, state.lineMax = before, line_max


def _push(state: StateBlock, html: str, line: int) -> None:
    token = state.push("x_html", "", 0)
    token.content, token.map, token.block = html, [line, line + 1], True
