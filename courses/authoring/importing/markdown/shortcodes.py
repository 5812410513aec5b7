"""Hugo's shortcodes and Jekyll's tags: those with a meaning here are given it, the others are told and left out."""

import re
from html import escape

from django.utils.translation import gettext as _

from courses.authoring.importing.html.kinds import kind_of
from courses.authoring.importing.markdown.attributes import bare, pairs
from courses.authoring.importing.markdown.lines import Line, Tell, each_outside, outside_code

SHORTCODE = re.compile(r"\{\{[<%]\s*(/?)\s*([\w./-]+)\s*([^{}]*?)\s*/?[>%]\}\}")
TAG = re.compile(r"(?<!\{)\{%-?\s*(\w+)\s*([^{}]*?)\s*-?%\}")
VALUE = re.compile(r"\{\{-?\s*(?:site|page|baseurl|relative_root_path)[\w. |'\"/-]*?-?\}\}/?")
# Boxes whose kind is their first word rather than their name.
GENERIC = frozenset({"admonition", "alert", "callout", "hint", "notice", "box"})
FILMS = {"youtube": "https://www.youtube.com/embed/", "vimeo": "https://player.vimeo.com/video/"}
QUIET = frozenset({"raw", "endraw", "toc", "endhighlight", "columns", "column", "br", "include_relative"})


def without_shortcodes(lines: list[Line], tell: Tell) -> list[Line]:
    """The lines in plain Markdown and HTML."""

    def change(line: Line) -> list[Line]:
        if "{{" not in line.text and "{%" not in line.text:
            return [line]
        before = line.text[: len(line.text) - len(line.text.lstrip())]
        text = outside_code(line.text, lambda part: _changed(part, line.number, tell))
        pieces = text.split("\n")
        return [line.with_text(pieces[0]), *(line.with_text(before + piece) for piece in pieces[1:])]

    return each_outside(_highlighted(lines), change)


def _highlighted(lines: list[Line]) -> list[Line]:
    """Code between ``highlight`` tags in the usual fence."""
    begin = re.compile(r"^(\s*)\{(?:%-?|\{<)\s*highlight\s+([\w+-]*).*?(?:%|>\})\}\s*$")
    end = re.compile(r"^(\s*)\{(?:%-?\s*end|\{<\s*/\s*)highlight\s*(?:-?%|>\})\}\s*$")

    def fence(line: Line) -> list[Line]:
        return [line.with_text(end.sub(r"\1```", begin.sub(r"\1```\2", line.text)))]

    return each_outside(lines, fence)


def _changed(text: str, number: int, tell: Tell) -> str:
    text = VALUE.sub("", text)
    text = TAG.sub(lambda found: _tag(found, number, tell), text)
    return SHORTCODE.sub(lambda found: _shortcode(found, number, tell), text)


def _tag(found: re.Match[str], number: int, tell: Tell) -> str:
    name, inside = found[1], found[2]
    named = pairs(inside)
    if name in ("link", "post_url"):
        return inside.split()[0] if inside else ""
    if name == "include" and any(key in named for key in ("url", "file", "src", "image")):
        return _figure(named)
    if name not in QUIET:
        tell(number, _("“%s” is filled in by the program that made the website. It was left out.") % found[0][:80])
    return ""


def _shortcode(found: re.Match[str], number: int, tell: Tell) -> str:
    closing, name, inside = found[1], found[2].lower(), found[3]
    named, words = pairs(inside), bare(inside)
    if name in ("ref", "relref"):
        return words[0] if words else ""
    if name in ("figure", "image", "img"):
        return _figure(named) if named else _figure({"src": words[0] if words else ""})
    if name in FILMS and (words or "id" in named):
        return f'\n<iframe src="{FILMS[name]}{escape(named.get("id") or words[0])}"></iframe>\n'
    kind = kind_of(words[0]) if name in GENERIC and words else kind_of(name)
    if kind or name in GENERIC:
        return "\n\n:::\n" if closing else _opened(name, kind, named, words)
    if name not in QUIET and not closing:
        tell(number, _("“%s” is filled in by the program that made the website. It was left out.") % found[0][:80])
    return ""


def _opened(name: str, kind: str, named: dict[str, str], words: list[str]) -> str:
    generic = name in GENERIC
    word = (words[:1] or [named.get("type") or named.get("kind") or "note"])[0] if generic else name
    rest = words[1:] if generic and kind else words
    title = named.get("title") or named.get("summary") or named.get("name") or " ".join(rest)
    return f"""\n\n::: {{{word} title="{title.replace('"', "'")}"}}\n"""


def _figure(named: dict[str, str]) -> str:
    address = next((named[key] for key in ("src", "url", "file", "image", "link") if named.get(key)), "")
    caption = escape(named.get("caption") or named.get("title") or "")
    alt = escape(named.get("alt", ""))
    return f'\n<figure><img src="{escape(address)}" alt="{alt}"><figcaption>{caption}</figcaption></figure>\n'
