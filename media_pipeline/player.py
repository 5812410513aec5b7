"""The player: one fragment of a page, from an entry alone."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from lms.foundation.api import redirects
from media_pipeline.choices import title
from media_pipeline.entry import Entry, files_of
from media_pipeline.models import Recording
from media_pipeline.player_parts import lighter_ways, slides_shown, sources, spoken_words

SPEEDS = ("0.75", "1", "1.25", "1.5", "1.75", "2")


def player(
    entry: Entry,
    rung: str,
    *,
    base: str = "files/",
    start_seconds: float = 0,
    from_slide: str = "",
    place_url: str = "",
    enrolment: str = "",
    activity: str = "",
) -> SafeString:
    """The player of one rung, to stand as it is inside a page's main part; its script is part of it.

    Addresses of files are ``base`` + ``<sha256>.<ext>``. It begins at ``start_seconds``, or where the slide begins
    whose number ``from_slide`` is, as an address gave it. With ``place_url`` the script gives the place in seconds
    to the outbox, as the verb ``lecture.place``; the page then carries ``{% outbox %}`` before it.
    Raises LookupError for a rung that the entry does not have.
    """
    files = files_of(entry, rung)
    slides = slides_shown(entry, files, base)
    start = next((each.at for each in slides if str(each.number) == from_slide), start_seconds)
    context: dict[str, Any] = {
        "rung": rung,
        "title": title(entry, rung),
        "synthetic_voice": entry["synthetic_voice"],
        "slides": [each for each in slides if each.avif],
        "marks": slides,
        "begins_with": max((each.number for each in slides if each.at <= start + 0.1), default=1),
        "words": any(each.text for each in slides),
        "sound": sources(files, "audio", base),
        "video": sources(files, "video", base),
        "frame": next((each for each in files if each["role"] == "video"), {}),
        "captions": spoken_words(entry, base),
        "lighter": lighter_ways(entry, rung, base),
        "speeds": SPEEDS,
        "start": round(start, 1),
        "redirects": redirects(),
        "place": {"url": place_url, "enrolment": enrolment, "activity": activity},
    }
    return mark_safe(render_to_string("hunar_media/player.html", context))  # noqa: S308  (a template escapes)


def staff_base(recording: Recording) -> str:
    """The ``base`` that lets staff play a recording of theirs outside any course; rights are asked at each file."""
    address = reverse("hunar_media:file", args=(recording.uuid, "0" * 64, "x"))
    return address.rpartition("/")[0] + "/"
