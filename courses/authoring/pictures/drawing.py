"""SVG drawings: only shapes, text and styles stay; nothing runs and nothing is fetched."""

import re
from io import BytesIO
from xml.etree.ElementTree import Element, ElementTree, ParseError, register_namespace

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from courses.authoring.pictures.shrink import Drawn, UnreadablePicture

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
KEPT = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "title",
        "desc",
        "style",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
        "marker",
        "image",
        "switch",
        "filter",
        "feGaussianBlur",
        "feOffset",
        "feBlend",
        "feFlood",
        "feComposite",
        "feMerge",
        "feMergeNode",
        "feColorMatrix",
        "feTurbulence",
        "feDisplacementMap",
        "feMorphology",
        "feComponentTransfer",
        "feFuncR",
        "feFuncG",
        "feFuncB",
        "feFuncA",
        "feImage",
        "feTile",
    ]
)
INSIDE = re.compile(r"^(#[\w.:-]+|data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+)$")
ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!#)[^)]*\)|@import[^;]*;?|expression\([^)]*\)", re.IGNORECASE)
LENGTH = re.compile(r"^\s*([\d.]+)\s*(px|pt|mm|cm|in|pc)?\s*$")
PIXELS = {"px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pc": 16.0}
MAX_BYTES = 2_000_000
TYPE = "image/svg+xml"


def is_drawing(data: bytes) -> bool:
    """Whether these bytes say that they are SVG."""
    return b"<svg" in data[:4096] or b":svg" in data[:4096]


def clean_svg(data: bytes) -> bytes:
    """The drawing without scripts, links, editor's notes and outside addresses. ``UnreadablePicture`` otherwise."""
    root = _parsed(data)
    _clean(root)
    register_namespace("", SVG)
    register_namespace("xlink", XLINK)
    out = BytesIO()
    ElementTree(root).write(out, encoding="utf-8", xml_declaration=False)
    return out.getvalue()


def drawn_svg(data: bytes) -> Drawn:
    """A clean drawing and its size in pixels."""
    clean = clean_svg(data)
    width, height = _shape(_parsed(clean))
    return Drawn(clean, width, height, "svg", TYPE)


def _parsed(data: bytes) -> Element:
    if len(data) > MAX_BYTES:
        raise UnreadablePicture(_("This drawing has more than 2 MB. Save it as PNG, or simplify it."))
    try:
        root: Element = fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as reason:
        raise UnreadablePicture(_("This drawing could not be read as SVG. Save it anew, or as PNG.")) from reason
    if _local(root) != "svg":
        raise UnreadablePicture(_("This file is XML but no SVG drawing."))
    return root


def _local(element: Element) -> str:
    """The element's name without its namespace; empty for what is no element of SVG."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.removeprefix(f"{{{SVG}}}") if tag.startswith(f"{{{SVG}}}") or "}" not in tag else ""


def _clean(element: Element) -> None:
    for name, value in list(element.attrib.items()):
        if not _harmless(name, value):
            del element.attrib[name]
        elif ELSEWHERE.search(value):
            element.attrib[name] = ELSEWHERE.sub("none", value)
    if _local(element) == "style" and element.text:
        element.text = ELSEWHERE.sub("none", element.text)
    for child in list(element):
        if _local(child) in KEPT:
            _clean(child)
        else:
            element.remove(child)


def _harmless(name: str, value: str) -> bool:
    bare = name.rpartition("}")[2].lower()
    if bare.startswith("on"):
        return False
    if bare == "href" or bare == "src":
        return bool(INSIDE.match(value.strip()))
    # Attributes of other programs' namespaces are their own notes.
    return "}" not in name or name.startswith((f"{{{XLINK}}}", "{http://www.w3.org/XML/1998/namespace}"))


def _shape(root: Element) -> tuple[int, int]:
    """Width and height in pixels, from the drawing's own or from its view box; a square when it says nothing."""
    own = [_pixels(root.get(name, "")) for name in ("width", "height")]
    if all(own):
        return round(own[0]) or 1, round(own[1]) or 1
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        width, height = (float(part) for part in box[2:4])
    except ValueError:
        return 360, 360
    return max(1, round(width)), max(1, round(height))


def _pixels(length: str) -> float:
    found = LENGTH.match(length)
    try:
        return float(found[1]) * PIXELS[found[2] or "px"] if found else 0.0
    except ValueError:
        return 0.0
