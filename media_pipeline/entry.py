"""What an edition keeps of a recording: plain JSON-ready data, and what can be read from it. Pure.

Nothing in an entry names a row, an address or a time of making, so the same files always give the same entry.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from media_pipeline.pipeline.outputs import BESIDE, FALLBACK, label_bytes

Entry = dict[str, Any]
RUNG_ORDER = ("slides", "audio", "video", "standard")
ROLE_ORDER = ("audio", "audio-fallback", "video", "video-fallback", "still", "still-fallback", *BESIDE)


@dataclass(frozen=True)
class EntryFile:
    """One file on its way into an entry."""

    role: str
    position: int
    at_seconds: float | None
    sha256: str
    bytes: int
    suffix: str
    content_type: str
    codecs: str
    width: int
    height: int


@dataclass(frozen=True)
class EntrySlide:
    """What stands on one slide, and the second at which it comes."""

    at: float
    text: str


@dataclass(frozen=True)
class EntryCaption:
    """The spoken words in one language, as a WebVTT file."""

    language: str
    sha256: str
    bytes: int
    suffix: str
    content_type: str


def build_entry(
    *,
    seconds: float,
    content_class: str,
    synthetic_voice: bool,
    renditions: Mapping[str, Iterable[EntryFile]],
    slides: Iterable[EntrySlide] = (),
    captions: Iterable[EntryCaption] = (),
) -> Entry:
    """The entry of a recording: rungs and files in one fixed order; slides and captions only where there are words."""
    entry: Entry = {
        "seconds": round(seconds, 3),
        "class": content_class,
        "synthetic_voice": synthetic_voice,
        "renditions": [
            {"rung": rung, "files": [_file(each) for each in _in_order(renditions[rung])]}
            for rung in RUNG_ORDER
            if rung in renditions
        ],
    }
    words = [_slide(each) for each in sorted(slides, key=lambda each: each.at)]
    if any(each["text"] for each in words):
        entry["slides"] = words
    spoken = [_caption(each) for each in sorted(captions, key=lambda each: each.language)]
    return entry | ({"captions": spoken} if spoken else {})


def _slide(each: EntrySlide) -> Entry:
    lines = unicodedata.normalize("NFC", each.text).splitlines()
    text = "\n".join(kept for line in lines if (kept := " ".join(line.split())))
    return {"at": round(each.at, 3), "text": text}


def _caption(each: EntryCaption) -> Entry:
    return {
        "language": each.language,
        "ext": each.suffix,
        "type": each.content_type,
        "sha256": each.sha256,
        "bytes": each.bytes,
    }


def _in_order(files: Iterable[EntryFile]) -> list[EntryFile]:
    return sorted(files, key=lambda each: (each.position, ROLE_ORDER.index(each.role)))


def _file(each: EntryFile) -> Entry:
    kind = f'{each.content_type}; codecs="{each.codecs}"' if each.codecs else each.content_type
    described: Entry = {
        "role": each.role,
        "ext": each.suffix,
        "type": kind,
        "sha256": each.sha256,
        "bytes": each.bytes,
    }
    if each.at_seconds is not None:
        described["at"] = round(each.at_seconds, 3)
    if each.width:
        described |= {"width": each.width, "height": each.height}
    return described


def rungs(entry: Entry) -> list[str]:
    """The rungs an entry offers, in the order in which they are offered."""
    return [rendition["rung"] for rendition in entry["renditions"]]


def files_of(entry: Entry, rung: str) -> Sequence[Entry]:
    """The files of one rung; raises LookupError when the entry has no such rung."""
    for rendition in entry["renditions"]:
        if rendition["rung"] == rung:
            return list(rendition["files"])
    raise LookupError(f"This lecture has no rendition “{rung}”.")


def slides_of(entry: Entry) -> Sequence[Entry]:
    """``{at, text}`` of each slide, in order; empty where nothing was read, and in entries older than slides' words."""
    return list(entry.get("slides", []))


def captions_of(entry: Entry) -> Sequence[Entry]:
    """The caption files, in order of language; empty where there are none."""
    return list(entry.get("captions", []))


def cost(entry: Entry, rung: str) -> int:
    """Bytes that playing the rung to its end costs at most, headers counted."""
    position = -1
    counted = []
    for each in files_of(entry, rung):
        still = each["role"].removesuffix(FALLBACK) == "still"
        if each["role"] == "still":
            position += 1
        counted.append((each["role"], position if still else 0, each["bytes"]))
    return label_bytes(counted)


def costs(entry: Entry) -> list[int]:
    """What each rung costs to its end at most, in the order in which they are offered."""
    return [cost(entry, rung) for rung in rungs(entry)]


def has_sound(entry: Entry, rung: str) -> bool:
    """False when the recording was silent."""
    kinds = (each["type"] for each in files_of(entry, rung))
    return any("opus" in kind or "mp4a" in kind for kind in kinds)
