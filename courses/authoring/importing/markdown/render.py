"""Markdown into HTML that names the line of everything."""

import re
from functools import cache

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from courses.authoring.importing.markdown.boxes_rule import box
from courses.authoring.importing.markdown.containers import find_boxes
from courses.authoring.importing.markdown.lines import Line, Tell, numbered
from courses.authoring.importing.markdown.rules import RULES, Env

HEADING_MARKS = re.compile(r"\s*\{[#.:][^{}]*\}\s*$")
CLOSED = re.compile(r"</([a-z][a-z0-9:-]*)")
# Deeper than anybody quotes and lists; what is deeper would cost the parser the stack.
DEEPEST = 60
LONGEST_PARAGRAPH = 30_000


def render(lines: list[Line], tell: Tell) -> str:
    """The HTML of these lines; boxes are ``x-box``, lines ``data-line``."""
    lines, boxes = find_boxes(lines, tell)
    text = "\n".join(line.text for line in lines)
    env: Env = {
        "lines": lines,
        "boxes": boxes,
        "tell": tell,
        "closed": frozenset(CLOSED.findall(text.lower())),
        "render": lambda inside, first: render(numbered(inside, first), tell),
    }
    return str(_parser().render(text, env))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    # Where links may lead is decided by whoever reads their HTML, with a sentence for the author.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    for plugin in (footnote_plugin, deflist_plugin, gfm_autolink_plugin):
        parser.use(plugin)
    parser.use(attrs_plugin, spans=True)
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, allow_blank_lines=False)
    parser.block.ruler.before("table", "x_box", box, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.core.ruler.before("inline", "x_headings", _bare_headings)
    parser.core.ruler.before("inline", "x_bounded", _bounded)
    parser.core.ruler.push("x_lines", _with_lines)
    for name, rule in RULES.items():
        parser.add_render_rule(name, rule)
    return parser


def _bare_headings(state: StateCore) -> None:
    """Headings without the names and classes in braces behind them."""
    for before, token in zip(state.tokens, state.tokens[1:], strict=False):
        if before.type == "heading_open":
            token.content = HEADING_MARKS.sub("", token.content)


def _bounded(state: StateCore) -> None:
    """A paragraph of a whole book's length is shown as it was typed: its marks would cost the parser minutes."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > LONGEST_PARAGRAPH:
            token.type = "text"
            state.env["tell"](0, _("A paragraph has more than 30,000 letters. It is shown as it was typed; part it."))


def _with_lines(state: StateCore) -> None:
    lines: list[Line] = state.env["lines"]
    for token in state.tokens:
        if token.map and token.nesting >= 0 and token.map[0] < len(lines):
            token.meta["line"] = lines[token.map[0]].number
            if token.nesting:
                token.attrSet("data-line", str(token.meta["line"]))
