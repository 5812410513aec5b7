"""Pages shown outside an edition: the editor's preview of an activity, and the public guide."""

import gzip
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.files import CourseFiles, PageFiles
from courses.authoring.compiling.fragments import body_fragment
from courses.authoring.compiling.richtext import clean
from courses.authoring.editions.saving import pictures_on_tap
from courses.authoring.trees import activity_link, is_translation
from media_pipeline import api as media
from media_pipeline.api import NotReady, choices, edition_entry, player

# 64 kbit/s: what is left of a link in the evening.
SLOW_BYTES = 8000

if TYPE_CHECKING:
    from courses.authoring.models import ActivityPage, GuidePage


def preview_context(page: "ActivityPage", mode: str = "") -> dict[str, Any]:
    """An activity as a trainee would read it, compiled from what stands in the editor now, and what that costs."""
    language = page.locale.language_code
    files = PageFiles(CourseFiles())
    context = CompileContext(
        language,
        page.course_key,
        activity_link(page),
        files.picture,
        files.document,
        files.recording,
        by_machine=page.by_machine and is_translation(page),
    )
    fragment = page.compile_fragment(context)
    shown = {"page": page, "language": language, "direction": context.direction}
    told = {"missing": list(dict.fromkeys(files.problems))}
    words = {"words": _previewed(fragment, files, page.course_key, saving=mode == "data-saver")}
    return shown | told | words | _cost(fragment, files, saving=mode == "data-saver") | lecture(page)


def _previewed(fragment: str, files: PageFiles, course_key: UUID | None, *, saving: bool) -> SafeString:
    """The fragment with its files at a staff address; in data-saver with its pictures behind a tap."""
    # Safe: the compiler writes only tags from its own list.
    words = pictures_on_tap(fragment, files.used.values()) if saving else mark_safe(fragment)  # noqa: S308
    return mark_safe(words.replace('="files/', f'="{staff_files(course_key)}'))  # noqa: S308


def _cost(fragment: str, files: PageFiles, *, saving: bool) -> dict[str, int]:
    """Bytes of the words and of the pictures that come by themselves, and seconds on a link of 64 kbit/s."""
    pictures = sum(file["bytes"] for file in files.used.values() if file["role"] == "picture")
    weight = len(gzip.compress(fragment.encode())) + (0 if saving else pictures)
    return {"weight": weight, "slow_seconds": -(-weight // SLOW_BYTES)}


def staff_files(course_key: UUID | None) -> str:
    """What stands before a file's name in a preview: an address that asks for the right to see the course."""
    if course_key is None:
        return ""
    return reverse("hunar_courses_staff:file", args=[course_key, "x"]).removesuffix("x")


def block_context(stored: dict[str, Any]) -> dict[str, Any]:
    """One block as the compiler writes it, in the reader's language, for the editor's picker."""
    context = CompileContext(get_language() or "en")
    words = mark_safe(body_fragment([stored | {"id": ""}], context))  # noqa: S308  (the compiler's own tags)
    return {"words": words}


def lecture(page: "ActivityPage") -> dict[str, Any]:
    """The lecture with its choices, played from staff addresses; a sentence while it is not ready."""
    recording = page.lecture_recording
    if recording is None:
        return {}
    try:
        entry = edition_entry(recording)
    except NotReady as reason:
        return {"not_ready": str(reason)}
    offered = choices(entry)
    shown = player(entry, offered[0].rung, base=media.staff_base(recording)) if offered else ""
    return {"choices": offered, "player": shown, "seconds": entry["seconds"]}


def guide_context(page: "GuidePage", request: HttpRequest) -> dict[str, Any]:
    """The guide's screens and its spoken words: what hearing them costs, and the player once that was tapped."""
    screens = [
        {"title": block.value["title"], "text": mark_safe(clean(block.value["text"].source, lambda _number: None))}  # noqa: S308
        for block in page.screens
    ]
    direction = CompileContext(page.locale.language_code).direction
    return {"screens": screens, "direction": direction} | spoken(page, request.GET.get("play", ""))


def spoken(page: "GuidePage", wanted: str) -> dict[str, Any]:
    """The choices of a guide's recording and, when one was asked for, its player."""
    try:
        entry = edition_entry(page.recording) if page.recording else None
    except NotReady:
        entry = None
    if entry is None:
        return {}
    offered = choices(entry)
    chosen = next((choice for choice in offered if choice.rung == wanted), None)
    base = reverse("hunar_courses:guide_file", args=[page.key, page.locale.language_code, "x"]).removesuffix("x")
    shown = player(entry, chosen.rung, base=base) if chosen else ""
    return {"choices": offered, "chosen": chosen, "player": shown, "seconds": entry["seconds"]}
