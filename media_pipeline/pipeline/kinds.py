"""What a file is that is no recording, by its first and last bytes: pure.

Names and endings are not asked: a letter called ``lecture.mp4`` is a letter. A list of other files must be known before
any demuxer sees it.
"""

import codecs
import re

# (what it is, how such a file begins). Longer beginnings stand before shorter ones.
BEGINNINGS: tuple[tuple[str, bytes], ...] = (
    ("PDF", b"%PDF-"),
    ("rich text", b"{\\rtf"),
    ("Office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("JPEG", b"\xff\xd8\xff"),
    ("PNG", b"\x89PNG\r\n\x1a\n"),
    ("GIF", b"GIF8"),
    ("BMP", b"BM"),
    ("TIFF", b"II*\x00"),
    ("TIFF", b"MM\x00*"),
    ("Photoshop", b"8BPS"),
    ("RAR", b"Rar!\x1a\x07"),
    ("7-Zip", b"7z\xbc\xaf\x27\x1c"),
    ("gzip", b"\x1f\x8b\x08"),
    ("bzip2", b"BZh"),
    ("xz", b"\xfd7zXZ\x00"),
    ("program", b"\x7fELF"),
    ("program", b"MZ"),
    ("MIDI", b"MThd"),
    ("Flash", b"FWS"),
    ("Flash", b"CWS"),
)
# What a zip holds, by a name in its table of contents.
INSIDE_ZIP = (
    ("Word", b"word/document"),
    ("PowerPoint", b"ppt/presentation"),
    ("Excel", b"xl/workbook"),
    ("OpenDocument", b"application/vnd.oasis.opendocument"),
    ("e-book", b"application/epub+zip"),
    ("Android app", b"AndroidManifest.xml"),
    ("Office", b"[Content_Types].xml"),
)
# What a text is, by how it begins (lower case, white space before it taken away).
TEXTS: tuple[tuple[str, tuple[bytes, ...]], ...] = (
    ("HLS playlist", (b"#extm3u", b"#ext-x-")),
    ("concat list", (b"ffconcat", b"concat:")),
    ("SDP description", (b"v=0",)),
    ("playlist", (b"[playlist]", b"<asx", b"<smil", b"[reference]", b"rtsptext", b"#!smil")),
    ("DASH manifest", (b"<mpd",)),
    ("SVG", (b"<svg",)),
    ("subtitles", (b"webvtt", b"[script info]", b"{1}{1}", b"<tt ", b"<tt>")),
    ("web page", (b"<!doctype html", b"<html", b"<head", b"<script")),
)
INSIDE_XML = (
    *(("DASH manifest", b"<mpd"), ("SVG", b"<svg"), ("playlist", b"<smil"), ("playlist", b"<asx")),
    *(("playlist", b"<playlist"), ("subtitles", b"<tt"), ("web page", b"<html")),
)
SUBRIP = re.compile(rb"^\d+\s*\n\d\d:\d\d:\d\d[,.]\d{3} --> ")
HEIF_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")
# Fewer bytes than this may begin anything.
SHORTEST_TEXT = 32
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(start: bytes, end: bytes = b"") -> str | None:
    """The kind of file that is no recording; None when it may be one.

    ``start`` and ``end`` are its first and last bytes, some thousands of each.
    """
    if start[4:8] == b"ftyp" and start[8:12] in HEIF_BRANDS:
        return "HEIF"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "WebP"
    if start.startswith(b"PK\x03\x04"):
        return next((kind for kind, name in INSIDE_ZIP if name in start or name in end), "zip")
    if start and not start.strip(b"\x00") and not end.strip(b"\x00"):
        return "zeros"
    known = next((kind for kind, beginning in BEGINNINGS if start.startswith(beginning)), None)
    return known or _text_kind(start)


def _text_kind(start: bytes) -> str | None:
    text = start.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for kind, beginnings in TEXTS:
        if text.startswith(beginnings):
            return kind
    if text.startswith(b"<?xml"):
        return next((kind for kind, element in INSIDE_XML if element in text), "text")
    if SUBRIP.match(text.replace(b"\r\n", b"\n")):
        return "subtitles"
    return "text" if len(start) >= SHORTEST_TEXT and _is_text(start) else None


def _is_text(start: bytes) -> bool:
    # A letter may be cut in the middle at the end of what was read; anywhere else a broken one means: no text.
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        letters = decoder.decode(start)
    except UnicodeDecodeError:
        return False
    return CONTROL.search(letters) is None
