"""HTML cut into tags and texts in one pass. Never fails; what is no tag is text.

The standard library's parser goes over the rest of the file again for every tag that never ends, which a hostile file
can turn into hours; here each letter is looked at a bounded number of times.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?+")
# What stands between these tags is no text for readers and holds no tags.
RAW = frozenset({"script", "style", "template", "noscript", "textarea", "title", "iframe", "xmp", "noembed"})


@dataclass(frozen=True)
class Token:
    """A piece: ``tag`` is empty for a text; ``closing`` for an end tag; ``alone`` for ``<tag/>``."""

    tag: str = ""
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    closing: bool = False
    alone: bool = False


def tokens(html: str) -> Iterator[Token]:
    """The pieces of ``html`` in order; comments and declarations are left out."""
    at = start = 0
    ends: dict[str, int] = {}
    while True:
        at = html.find("<", at)
        if at < 0:
            break
        skipped = _past_comment(html, at, ends)
        found = None if skipped else TAG.match(html, at)
        if not skipped and not found:
            at += 1
            continue
        if at > start:
            yield Token(text=unescape(html[start:at]))
        at = start = skipped or (found.end() if found else at)
        if found:
            token = _tag(found)
            yield token
            if token.tag in RAW and not token.closing and not token.alone:
                at = start = _find(html, f"</{token.tag}", at, ends)
    if start < len(html):
        yield Token(text=unescape(html[start:]))


def _tag(found: re.Match[str]) -> Token:
    closing, name, inside = found.groups()
    pairs = ATTRIBUTE.findall(inside)
    attributes: dict[str, str] = {}
    for key, *values in pairs[:100]:
        attributes.setdefault(key.lower(), unescape("".join(values)))
    return Token(name.lower(), "", attributes, bool(closing), inside.rstrip().endswith("/"))


def _past_comment(html: str, at: int, ends: dict[str, int]) -> int:
    """Where a comment or declaration that begins at ``at`` ends; 0 when none does."""
    if html.startswith("<!--", at):
        end = _find(html, "-->", at + 4, ends)
        return end + 3 if end < len(html) else len(html)
    if html[at + 1 : at + 2] in ("!", "?"):
        end = _find(html, ">", at, ends)
        return end + 1 if end < len(html) else 0
    return 0


def _find(html: str, what: str, at: int, ends: dict[str, int]) -> int:
    """The next place of ``what``, or the end; a search that once found nothing is not made again."""
    if what in ends and ends[what] >= at:
        return ends[what]
    place = re.compile(re.escape(what), re.IGNORECASE).search(html, at)
    ends[what] = place.start() if place else len(html)
    return ends[what]
