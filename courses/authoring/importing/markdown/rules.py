"""How each piece that the parser found is written as HTML."""

import re
from collections.abc import Callable, MutableMapping, Sequence
from html import escape
from typing import Any

from django.utils.translation import gettext as _
from markdown_it.token import Token

from courses.authoring.importing.html.writer import KNOWN
from courses.authoring.importing.markdown import directives
from courses.authoring.importing.markdown.attributes import pairs
from courses.authoring.importing.texts import one_line

Env = MutableMapping[str, Any]
UNEXPLAINED = re.compile(r"\[([^\[\]]+)\]\[[\w .:-]+\]")
AUTHORS_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)")


def _line(token: Token) -> int:
    return int(token.meta.get("line", 0))


def _mark(token: Token) -> str:
    return f'<x-line data-line="{_line(token)}">'


def _ours(_renderer: Any, tokens: Sequence[Token], place: int, _options: Any, _env: Env) -> str:
    token = tokens[place]
    return _mark(token) + token.content


def _nothing(*_anything: Any) -> str:
    return ""


def _text(_renderer: Any, tokens: Sequence[Token], place: int, _options: Any, env: Env) -> str:
    """Words; a link by a name that nothing explains keeps its words, without the brackets."""
    words, dead = UNEXPLAINED.subn(r"\1", tokens[place].content)
    if dead:
        env["tell"](
            0, _("A link by name (%s) is explained nowhere. Its words were kept.") % one_line(tokens[place].content, 80)
        )
    return escape(words)


def _fence(_renderer: Any, tokens: Sequence[Token], place: int, _options: Any, env: Env) -> str:
    token = tokens[place]
    info, content, tell = token.info.strip(), token.content, env["tell"]
    name, title = directives.name_and_title(info)
    if directives.is_chunk(info):
        if directives.is_hidden_chunk(info, content):
            tell(
                _line(token),
                _("Code that only makes a result was left out, and so was the result. Add the result as a picture."),
            )
            return ""
        content = "\n".join(line for line in content.split("\n") if not line.startswith("#|"))
        return _code(token, directives.chunk_language(info), content)
    if name and name not in directives.CODE:
        return _directive(token, name, title, env)
    if name:
        _options_above, content = directives.options_and_body(content)
        return _code(token, title.split()[0] if title else name, content)
    language, _space, rest = info.partition(" ")
    return _code(token, language.strip("{}.").split(",")[0].split("{")[0], content, pairs(rest).get("title", ""))


def _directive(token: Token, name: str, title: str, env: Env) -> str:
    """A box between backticks: its text is Markdown."""
    options, body = directives.options_and_body(token.content)
    skipped = token.content.count("\n") - body.count("\n")
    if name in directives.SILENT:
        return _code(token, "", body) if name == "math" else ""
    if name in directives.PICTURES:
        return _mark(token) + directives.figure(title, options, " ".join(body.split()))
    first = _line(token) + 1 + skipped
    kind, title = directives.meaning(name, title, options)
    inside = env["render"](body, first)
    return f'{_mark(token)}<x-box data-kind="{escape(kind)}" data-title="{escape(title)}">{inside}</x-box>'


def _indented(_renderer: Any, tokens: Sequence[Token], place: int, _options: Any, _env: Env) -> str:
    return _code(tokens[place], "", tokens[place].content)


def _code(token: Token, language: str, content: str, caption: str = "") -> str:
    said_by = f'class="language-{escape(language.lower())}" data-caption="{escape(caption)}"'
    return f'<pre data-line="{_line(token)}" {said_by}>{escape(content)}</pre>\n'


def _image(renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: Env) -> str:
    """Words in brackets describe the picture; beside ``{alt="…"}`` they are its caption."""
    token = tokens[place]
    words = renderer.renderInlineAsText(token.children or [], options, env)
    own = str(token.attrs.get("alt") or "")
    alt, caption = (own, words) if own else (words, str(token.attrs.get("title") or ""))
    return f'<img src="{escape(str(token.attrs.get("src", "")))}" alt="{escape(alt)}" data-caption="{escape(caption)}">'


def _html_block(_renderer: Any, tokens: Sequence[Token], place: int, _options: Any, env: Env) -> str:
    return _mark(tokens[place]) + _authors(tokens[place].content, env)


def _html_inline(_renderer: Any, tokens: Sequence[Token], place: int, _options: Any, env: Env) -> str:
    return _authors(tokens[place].content, env)


def _authors(html: str, env: Env) -> str:
    """An author's HTML, in which nobody can end or begin a box of ours; a lone ``<name>`` is a word, not a tag."""

    def change(found: re.Match[str]) -> str:
        name = found[2].lower()
        strange = name.startswith("x-") or (name not in KNOWN and name not in env["closed"])
        return f"&lt;{found[1]}{found[2]}" if strange else found[0]

    return AUTHORS_TAG.sub(change, html)


def _math(_renderer: Any, tokens: Sequence[Token], place: int, _options: Any, _env: Env) -> str:
    return escape(f"${tokens[place].content}$")


def _math_block(_renderer: Any, tokens: Sequence[Token], place: int, _options: Any, env: Env) -> str:
    token = tokens[place]
    env["tell"](_line(token), _("A formula is shown as it was typed. Replace it by a picture, or by words."))
    return f'<p data-line="{_line(token)}">{escape(f"$${token.content}$$")}</p>\n'


RULES: dict[str, Callable[..., str]] = {
    "text": _text,
    "fence": _fence,
    "code_block": _indented,
    "image": _image,
    "html_block": _html_block,
    "html_inline": _html_inline,
    "math_inline": _math,
    "math_block": _math_block,
    "footnote_anchor": _nothing,
    "x_html": _ours,
}
