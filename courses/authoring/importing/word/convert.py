"""A Word file into HTML and pictures."""

from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, tostring
from zipfile import ZipFile

import mammoth
from django.utils.translation import gettext as _

from courses.authoring.importing.word.guard import DOCUMENT, NoWordFile, parsed, parts_of
from courses.authoring.importing.word.names import RELATIONSHIPS, STRICT
from courses.authoring.importing.word.strip import Tell, strip
from courses.authoring.importing.word.styles import style_map

SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/svg+xml": "svg",
    "image/webp": "webp",
    "image/bmp": "bmp",
    "image/tiff": "tif",
    "image/x-emf": "emf",
    "image/x-wmf": "wmf",
}
LARGEST_PICTURE = 25_000_000
MOST_PICTURES = 500
# The parts that are read. Comments are none of them, nor is a style map that the file itself may carry: it could bring
# comments back.
READ = ("[Content_Types].xml", "_rels/.rels", "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels")
STRIPPED = (DOCUMENT, "word/footnotes.xml", "word/endnotes.xml")


@dataclass
class Converted:
    """The HTML of a document and its pictures by the addresses that stand in it."""

    html: str
    pictures: dict[str, bytes] = field(default_factory=dict)


def convert(data: bytes, tell: Tell) -> Converted:
    """The document as its readers see it. ``NoWordFile`` when it cannot be read."""
    parts = parts_of(data)
    if DOCUMENT not in parts:
        raise NoWordFile(_("This is no Word file (.docx). Save it anew in Word and try again."))
    if STRICT.encode() in parts[DOCUMENT]:
        raise NoWordFile(
            _("It is saved as “Strict Open XML”. Save it in Word as “Word document (.docx)” and try again.")
        )
    if any(name.startswith("word/comments") for name in parts):
        tell(_("It holds comments. They were left out; read them before you publish."))
    clean = _clean(parts, tell)
    styles = parsed(parts["word/styles.xml"]) if "word/styles.xml" in parts else None
    made = Converted("")
    try:
        result = mammoth.convert_to_html(
            _packed(clean),
            style_map=style_map(styles),
            convert_image=mammoth.images.img_element(_Pictures(made.pictures, tell)),
            include_embedded_style_map=False,
            external_file_access=False,
        )
    except NoWordFile:
        raise
    except Exception as reason:
        # A converter of others, on files of anybody: it fails in its own ways.
        raise NoWordFile(_("This Word file could not be converted. Save it anew in Word and try again.")) from reason
    made.html = str(result.value)
    return made


def _clean(parts: dict[str, bytes], tell: Tell) -> dict[str, bytes]:
    """Only what is read, without what only authors see."""
    clean = {name: content for name, content in parts.items() if name.startswith("word/media/")}
    for name in READ:
        if name in parts:
            root = parsed(parts[name])
            clean[name] = tostring(_without_places_outside(root, tell) if name.endswith(".rels") else root)
    for name in STRIPPED:
        if name in parts:
            root = parsed(parts[name])
            strip(root, tell)
            clean[name] = tostring(root)
        name = name.replace("word/", "word/_rels/") + ".rels"
        if name in parts and name not in clean:
            clean[name] = tostring(_without_places_outside(parsed(parts[name]), tell))
    return clean


def _without_places_outside(root: Element, tell: Tell) -> Element:
    """Relationships without pictures that lie elsewhere; links to read stay."""
    for relation in list(root.iter(f"{{{RELATIONSHIPS}}}Relationship")):
        kind = relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") == "External" and kind == "image":
            tell(_("A picture on another site was not fetched (%s). Insert a copy.") % relation.get("Target", "")[:100])
    return root


def _packed(parts: dict[str, bytes]) -> BytesIO:
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    out.seek(0)
    return out


class _Pictures:
    """Takes each picture once and gives it an address by its content."""

    def __init__(self, kept: dict[str, bytes], tell: Tell) -> None:
        self.kept, self.tell = kept, tell

    def __call__(self, image: Any) -> dict[str, str]:
        try:
            with image.open() as file:
                data = file.read(LARGEST_PICTURE + 1)
        except (OSError, KeyError, ValueError):
            data = b""
        suffix = SUFFIXES.get(image.content_type or "", "bin")
        address = f"pictures/{sha256(data).hexdigest()[:16]}.{suffix}"
        if not data or len(data) > LARGEST_PICTURE or len(self.kept) >= MOST_PICTURES:
            self.tell(_("A picture is missing, larger than 25 MB or one of more than 500. It was left out."))
            return {"src": ""}
        self.kept[address] = data
        return {"src": address}
