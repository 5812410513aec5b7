"""MyST's ``{note}`` in braces, between backticks or colons; and chunks of R Markdown and Quarto."""

import re
from html import escape

from courses.authoring.importing.html.code import LANGUAGE_OF
from courses.authoring.importing.html.kinds import kind_of
from courses.authoring.importing.markdown.containers import OPTION

DIRECTIVE = re.compile(r"^\{([\w:+-]+)\}\s*(.*)$")
CHUNK = re.compile(r"^\{([A-Za-z0-9]+)[\s,}]?(.*?)\}?\s*$")
HIDDEN = re.compile(r"(?:include|echo)\s*[=:]\s*(?:FALSE|F\b|false)", re.IGNORECASE)
CODE = frozenset({"code", "code-block", "code-cell", "sourcecode", "highlight", "literalinclude", "parsed-literal"})
PICTURES = frozenset({"figure", "image"})
SILENT = frozenset({"toctree", "tableofcontents", "contents", "index", "label", "bibliography", "math"})


def name_and_title(info: str) -> tuple[str, str]:
    """``("note", "Title")`` of ``{note} Title``; empty names for what is no directive."""
    found = DIRECTIVE.match(info.strip())
    return (found[1].lower(), found[2].strip()) if found else ("", "")


def meaning(name: str, title: str, options: dict[str, str]) -> tuple[str, str]:
    """What kind of box a directive is, and its title.

    ``:class: dropdown`` hides whatever it is put on; a solution is named after its exercise, which is no title.
    """
    classes = options.get("class", "").lower().split()
    if any(word in ("dropdown", "toggle", "hide", "collapse") for word in classes):
        return ("details" if kind_of(name) != "trainer" else name), title
    if name in ("admonition", "callout") and classes:
        return classes[-1], title
    bare = name.removesuffix("-start")
    return bare, "" if kind_of(bare) == "answer" and re.fullmatch(r"[\w-]+", title) else title


def is_chunk(info: str) -> bool:
    """Whether a fence's first line is that of a chunk of code to run: ``{r, echo=TRUE}``."""
    found = CHUNK.match(info.strip())
    return bool(found) and found[1].lower() in LANGUAGE_OF  # type: ignore[index]


def chunk_language(info: str) -> str:
    """The language of a chunk."""
    found = CHUNK.match(info.strip())
    return found[1].lower() if found else ""


def is_hidden_chunk(info: str, content: str) -> bool:
    """Whether readers of the website would not see the chunk's code."""
    options = "\n".join(line for line in content.split("\n")[:10] if line.startswith("#|"))
    return bool(HIDDEN.search(f"{info}\n{options}"))


def options_and_body(content: str) -> tuple[dict[str, str], str]:
    """``:alt: words`` and the like above the body of a directive, and the body."""
    lines = content.split("\n")
    count = next((place for place, line in enumerate(lines) if not OPTION.match(line)), len(lines))
    named = [line.strip()[1:].partition(":") for line in lines[:count]]
    return {key.strip(): value.strip() for key, _colon, value in named}, "\n".join(lines[count:])


def figure(address: str, options: dict[str, str], caption: str) -> str:
    """A picture of a directive."""
    alt = escape(options.get("alt", ""))
    return f'<figure><img src="{escape(address)}" alt="{alt}"><figcaption>{escape(caption)}</figcaption></figure>'
