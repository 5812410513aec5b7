"""The player: one fragment of a page, from an entry alone."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from media_pipeline.choices import title
from media_pipeline.entry import Entry, files_of
from media_pipeline.models import Recording
from media_pipeline.pipeline.outputs import FALLBACK


@dataclass(frozen=True)
class Slide:
    """One slide: where its two pictures are and when it comes."""

    number: int
    at: float
    avif: str
    webp: str
    width: int
    height: int


def player(
    entry: Entry,
    rung: str,
    *,
    base: str = "files/",
    start_seconds: float = 0,
    place_url: str = "",
    enrolment: str = "",
    activity: str = "",
    csrf: str = "",
) -> SafeString:
    """The player of one rung, to stand as it is inside a page's main part; its script is part of it.

    Addresses of files are ``base`` + ``<sha256>.<ext>``. With ``place_url`` the script sends the place in seconds
    there, as the inbox's verb ``lecture.place``. Raises LookupError for a rung that the entry does not have.
    """
    files = files_of(entry, rung)
    context: dict[str, Any] = {
        "rung": rung,
        "title": title(entry, rung),
        "seconds": entry["seconds"],
        "synthetic_voice": entry["synthetic_voice"],
        "slides": _slides(files, base),
        "sound": _sources(files, "audio", base),
        "video": _sources(files, "video", base),
        "frame": next((each for each in files if each["role"] == "video"), {}),
        "start": round(start_seconds, 1),
        "place": {"url": place_url, "enrolment": enrolment, "activity": activity, "csrf": csrf},
    }
    return mark_safe(render_to_string("hunar_media/player.html", context))  # noqa: S308  (a template escapes)


def staff_base(recording: Recording) -> str:
    """The ``base`` that lets staff play a recording of theirs outside any course; rights are asked at each file."""
    address = reverse("hunar_media:file", args=(recording.uuid, "0" * 64, "x"))
    return address.rpartition("/")[0] + "/"


def _address(each: Entry, base: str) -> str:
    return f"{base}{each['sha256']}.{each['ext']}"


def _sources(files: Any, role: str, base: str) -> list[dict[str, str]]:
    """The alternatives of one role, the one to try first first."""
    wanted = (role, role + FALLBACK)
    return [{"src": _address(each, base), "type": each["type"]} for each in files if each["role"] in wanted]


def _slides(files: Any, base: str) -> list[Slide]:
    stills = [each for each in files if each["role"] == "still"]
    twins = [each for each in files if each["role"] == "still-fallback"]
    return [
        Slide(number, one["at"], _address(one, base), _address(two, base), one["width"], one["height"])
        for number, (one, two) in enumerate(zip(stills, twins, strict=True), start=1)
    ]
