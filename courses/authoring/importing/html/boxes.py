"""What is set apart: remarks, tasks with their answers, notes for trainers, tabs."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from courses.authoring.importing.html.basic import ANSWER, HEADING, as_basic, bold, split_text
from courses.authoring.importing.html.kinds import KIND_OF, NAMES, kind_of
from courses.authoring.importing.html.tree import Node
from courses.authoring.importing.outline import Block
from courses.authoring.importing.texts import one_line

if TYPE_CHECKING:
    from courses.authoring.importing.html.writer import Writer

TITLE = 200
# Titles of answers that say no more than the button above them.
SAID = frozenset({"solution", "solutions", "answer", "answers", "lösung", "řešení", "solución", "حل", "جواب"})


def box(writer: "Writer", node: Node) -> list[Block]:
    """A container by the word its author wrote; a word that nobody knows is told and shown as a remark."""
    word = node.attributes.get("data-kind", "")
    title = one_line(node.attributes.get("data-title", ""))
    kind = kind_of(word, title)
    if not kind:
        writer.around.problem(
            node.line, _("“%s” is no kind of box that is known here. It is shown as a remark.") % one_line(word, 60)
        )
    inner = writer.blocks(node.children)
    if not title and kind != "plain" and inner and inner[0]["type"] == HEADING:
        title, inner = inner[0]["value"]["text"], inner[1:]
    title = title or NAMES.get(word.lower(), "")
    return written(kind, title, inner) if inner or title else []


def written(kind: str, title: str, inner: list[Block]) -> list[Block]:
    """A box of this kind, followed by what may not stand in it."""
    if kind == "plain":
        return [*bold(title), *inner]
    if kind == "tab":
        return [*([{"type": "subheading", "value": title}] if title else []), *inner]
    if kind == "trainer":
        return note(title, inner)
    if kind == "answer":
        return [{"type": ANSWER, "value": {"title": title, "blocks": inner}}]
    if kind == "task":
        return task(title, inner)
    return callout(kind or "tip", title, inner)


def details(writer: "Writer", node: Node) -> list[Block]:
    """What a page hides until it is asked for stays hidden until it is asked for."""
    summary = next((child for child in node.elements() if child.tag == "summary"), None)
    title = one_line(summary.text()) if summary else ""
    inner = writer.blocks([child for child in node.children if child is not summary])
    kind = "trainer" if kind_of(title.replace(" ", "-")) == "trainer" else "answer"
    return written(kind, title, inner) if inner else bold(title)


def of_class(node: Node) -> str:
    """The word of ``class`` that says what an element is, when it is one of a box."""
    hiding = [word for word in node.classes if kind_of(word) in ("trainer", "answer", "task")]
    # ``admonition warning``, ``alert alert-danger``: the last word says most.
    known = [word for word in node.classes if word.removeprefix("callout-").removeprefix("alert-") in KIND_OF]
    return (hiding[:1] or known[-1:] or [""])[0]


def callout(kind: str, title: str, inner: list[Block]) -> list[Block]:
    """A remark."""
    if len(title) > TITLE:
        title, inner = "", [*bold(title), *inner]
    basic, lifted = as_basic(inner, "open")
    text, more = split_text(basic)
    if not text and not more and not title:
        return lifted
    return [{"type": "callout", "value": {"kind": kind, "title": title, "text": text, "more": more}}, *lifted]


def note(title: str, inner: list[Block]) -> list[Block]:
    """A note for trainers; whatever stands in it stays in it."""
    basic, _none = as_basic([*bold(title), *inner], "sealed")
    text, more = split_text(basic)
    return [{"type": "trainer_note", "value": {"text": text, "more": more}}]


def task(title: str, inner: list[Block]) -> list[Block]:
    """A task and its answers. When more is asked after an answer, that is a task of its own."""
    made: list[Block] = []
    asked: list[Block] = bold(title)
    for block in inner:
        if block["type"] != ANSWER:
            asked.append(block)
        elif asked or not made:
            made += _try_it(asked, [block])
            asked = []
        else:
            _answer_more(made, block)
    # Words after the last answer ask nothing new: they stand behind the task.
    has_answer = any(block["type"] == "try_it" and block["value"]["solution"] for block in made)
    return [*made, *asked] if has_answer else [*made, *_try_it(asked, [])]


def _answer_more(made: list[Block], answer: Block) -> None:
    last = next(block for block in reversed(made) if block["type"] == "try_it")
    solution, notes = solved(answer)
    last["value"]["solution"] += solution
    made += notes


def _try_it(asked: list[Block], answers: list[Block]) -> list[Block]:
    basic, lifted = as_basic(asked, "open")
    text, more = split_text(basic)
    solution: list[Block] = []
    for answer in answers:
        blocks, notes = solved(answer)
        solution += blocks
        lifted += notes
    if not (text or more or solution):
        return lifted
    return [{"type": "try_it", "value": {"task": text, "steps": [], "more": more, "solution": solution}}, *lifted]


def solved(answer: Block) -> tuple[list[Block], list[Block]]:
    """The blocks of an answer under its own title, and the trainer's notes that stood in it."""
    title = answer["value"]["title"]
    said = "" if title.lower().strip(" :.") in SAID else title
    return as_basic([*bold(said), *answer["value"]["blocks"]], "hidden")
