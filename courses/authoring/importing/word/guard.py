"""What a Word file may be before anything reads it: a small zip of small, plain parts."""

import zlib
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

MOST_PARTS = 3_000
LARGEST_FILE = 60_000_000
LARGEST_ALL = 300_000_000
LARGEST_TEXT = 40_000_000
# A picture is packed already and text shrinks about twentyfold; what shrinks a hundredfold was made to burst.
RATIO = 120
DEEPEST = 90
DOCUMENT = "word/document.xml"


class NoWordFile(ValueError):
    """The file cannot be read; the text says what to do."""


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of the file by name. ``NoWordFile`` for anything else, or anything too large."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise NoWordFile(
            _("This is an older or a locked Word file. Open it in Word and save it as .docx without a password.")
        )
    if len(data) > LARGEST_FILE:
        raise NoWordFile(_("It is larger than 60 MB. Make its pictures smaller, or split it."))
    try:
        with ZipFile(BytesIO(data)) as packed:
            return _unpacked(packed)
    except (
        BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        LookupError,
    ) as reason:
        if isinstance(reason, NoWordFile):
            raise
        raise NoWordFile(_("This is no whole Word file (.docx). Save it anew in Word and try again.")) from reason


def _unpacked(packed: ZipFile) -> dict[str, bytes]:
    members = [member for member in packed.infolist() if not member.is_dir()]
    total = sum(member.file_size for member in members)
    if len(members) > MOST_PARTS or total > LARGEST_ALL or len({member.filename for member in members}) < len(members):
        raise NoWordFile(_("It holds more than a text with pictures does. Save it anew in Word, or split it."))
    if any(
        member.file_size > 1_000_000 and member.file_size > RATIO * max(1, member.compress_size) for member in members
    ):
        raise NoWordFile(_("A part of it is packed as no program packs it. Save it anew in Word and try again."))
    found = {}
    for member in members:
        with packed.open(member) as part:
            # What a zip says of a part's size may be a lie.
            content = part.read(member.file_size + 1)
        if len(content) > member.file_size:
            raise NoWordFile(_("This is no whole Word file (.docx). Save it anew in Word and try again."))
        found[member.filename] = content
    return found


def parsed(content: bytes) -> Element:
    """A part as XML of ordinary size and depth. ``NoWordFile`` when it holds declarations of its own, or is broken."""
    if len(content) > LARGEST_TEXT:
        raise NoWordFile(_("Its text is longer than a thousand pages. Split it."))
    depth = 0
    root: Element | None = None
    try:
        for event, element in iterparse(BytesIO(content), ("start", "end"), forbid_dtd=True):
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise NoWordFile(
                    _("Its parts stand within each other more than ninety times. Copy the text into a new file.")
                )
    except (ParseError, DefusedXmlException, LookupError, RecursionError) as reason:
        raise NoWordFile(_("A part of this Word file is broken. Save it anew in Word and try again.")) from reason
    if root is None:
        raise NoWordFile(_("A part of this Word file is empty. Save it anew in Word and try again."))
    return root
