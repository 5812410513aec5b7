"""Pictures, and what else a page fetches from elsewhere."""

import re
from html import escape
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from courses.authoring.importing.html.surroundings import Surroundings
from courses.authoring.importing.html.tree import Node
from courses.authoring.importing.outline import Block
from courses.authoring.importing.texts import one_line

ALT = 500
CAPTION = 300
# Words that editors put where a description should stand.
EMPTY_WORDS = re.compile(
    r"(alt( text)?|bild|figure|foto|image|img|logo|obr[aá]zek|photo|picture|screenshot|imagen|تصویر)?[\s\d._-]*"
    r"|.*\.(png|jpe?g|gif|svg|webp|bmp)",
    re.IGNORECASE,
)
YOUTUBE = re.compile(r"(?:youtube(?:-nocookie)?\.com/embed/|youtu\.be/)([\w-]{6,20})")
VIMEO = re.compile(r"player\.vimeo\.com/video/(\d+)")


def paragraph(html: str) -> list[Block]:
    """One paragraph of rich text, or nothing."""
    return [{"type": "paragraph", "value": f"<p>{html}</p>"}] if html else []


def is_remote(address: str) -> bool:
    """Whether an address leads to another host."""
    return address.lower().startswith(("http://", "https://", "//"))


def picture(node: Node, around: Surroundings, caption: str = "") -> list[Block]:
    """A picture of the material; a link in place of a remote one, the words of a missing one."""
    address = node.attributes.get("src", "").strip()
    caption = caption or one_line(node.attributes.get("data-caption", "") or node.attributes.get("title", ""))
    alt = one_line(node.attributes.get("alt", ""))
    if is_remote(address):
        around.problem(
            node.line, _("A picture on another site was not fetched; a link to it stands in its place. Upload a copy.")
        )
        return linked(address, alt or caption)
    path = around.picture(address, node.line)
    if path is None:
        return paragraph(escape(alt or caption, quote=False))
    value = {"image": {"file": path}, "alt": _described(alt, node.line, around), "caption": caption}
    if len(caption) <= CAPTION:
        return [{"type": "image", "value": value}]
    return [{"type": "image", "value": value | {"caption": ""}}, *paragraph(escape(caption, quote=False))]


def _described(alt: str, line: int, around: Surroundings) -> str:
    if EMPTY_WORDS.fullmatch(alt):
        around.problem(line, _("A picture has no description. Write what somebody who cannot see it must know."))
        return ""
    if len(alt) > ALT:
        around.problem(line, _("The description of a picture is longer than 500 letters; its end was cut."))
    return one_line(alt, ALT)


def embedded(node: Node, around: Surroundings) -> list[Block]:
    """A film, a sound or a frame: a link to it when it lies elsewhere; a sentence when it lies in the material."""
    sources = [node, *(child for child in node.everything() if child.tag == "source")]
    names = ("src", "data", "href")
    address = next(
        (each.attributes[name] for each in sources for name in names if each.attributes.get(name)), ""
    ).strip()
    title = one_line(node.attributes.get("title", "") or node.attributes.get("aria-label", ""))
    if is_remote(address):
        around.problem(
            node.line, _("Something from another site would be loaded here; a link to it stands in its place.")
        )
        return linked(watched(address), title)
    around.problem(
        node.line, _("A film, a sound or a frame was left out. Upload it under Recordings and choose it in the lesson.")
    )
    return paragraph(escape(title or one_line(unquote(address)), quote=False))


def watched(address: str) -> str:
    """The page on which a person sees what a frame would have shown."""
    youtube, vimeo = YOUTUBE.search(address), VIMEO.search(address)
    if youtube:
        return f"https://www.youtube.com/watch?v={youtube[1]}"
    if vimeo:
        return f"https://vimeo.com/{vimeo[1]}"
    return f"https:{address}" if address.startswith("//") else address


def linked(address: str, title: str) -> list[Block]:
    """A paragraph that is a link; only its words when the address cannot be one."""
    address = watched(one_line(address).replace(" ", "%20"))
    try:
        fine = bool(urlsplit(address).hostname)
    except ValueError:
        fine = False
    words = escape(title or address, quote=False)
    return paragraph(f'<a href="{escape(address)}">{words}</a>' if fine else words)
