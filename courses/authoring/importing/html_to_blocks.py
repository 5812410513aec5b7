"""The one place that turns HTML, from whatever reader and however hostile, into the blocks of a lesson."""

from courses.authoring.importing.html.basic import ANSWER, HEADING, bold, joined, split_text
from courses.authoring.importing.html.boxes import solved
from courses.authoring.importing.html.surroundings import Surroundings
from courses.authoring.importing.html.tree import Node, parse
from courses.authoring.importing.html.writer import Writer
from courses.authoring.importing.outline import Block


def html_to_blocks(html: str, around: Surroundings) -> tuple[Block, ...]:
    """The blocks of an HTML text. Boxes are ``<x-box data-kind data-title>``, lines ``data-line`` or ``<x-line>``."""
    return nodes_to_blocks(parse(html).children, around)


def nodes_to_blocks(nodes: list[Node | str], around: Surroundings) -> tuple[Block, ...]:
    """The same for a part of a tree."""
    return tuple(joined(_ranked(_answered(Writer(around).blocks(nodes)))))


def _answered(blocks: list[Block]) -> list[Block]:
    """Every answer with its task: the one right before it when it has none yet, else a task without words."""
    made: list[Block] = []
    for block in blocks:
        if block["type"] != ANSWER:
            made.append(block)
            continue
        title, last = block["value"]["title"], made[-1] if made else None
        if last and last["type"] == "try_it" and not title and not last["value"]["solution"]:
            solution, notes = solved(block)
            last["value"]["solution"] = solution
            made += notes
            continue
        # Its title is what a reader chooses by: it stands before the tap.
        solution, notes = solved({"value": {"title": "", "blocks": block["value"]["blocks"]}})
        task, _none = split_text(bold(title))
        value = {"task": task, "steps": [], "more": [], "solution": solution}
        made += [*([{"type": "try_it", "value": value}] if solution or task else []), *notes]
    return made


def _ranked(blocks: list[Block]) -> list[Block]:
    """The highest headings of the text become headings, all below them smaller ones."""
    ranks = [block["value"]["rank"] for block in blocks if block["type"] == HEADING]
    highest = min(ranks, default=1)
    return [_heading(block, highest) if block["type"] == HEADING else block for block in blocks]


def _heading(block: Block, highest: int) -> Block:
    kind = "heading" if block["value"]["rank"] == highest else "subheading"
    return {"type": kind, "value": block["value"]["text"]}
