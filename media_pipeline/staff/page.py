"""What the page of one recording shows."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import registry
from wagtail.models import ReferenceIndex

from media_pipeline.choices import Choice, choices
from media_pipeline.conf import rates
from media_pipeline.models import Recording
from media_pipeline.money import Price, price
from media_pipeline.permissions import account_may
from media_pipeline.pipeline.words import heading
from media_pipeline.querysets import preview_entry
from media_pipeline.staff.captions import spoken
from media_pipeline.staff.facts import facts
from media_pipeline.staff.progress import standing

SHOWN = 5


@dataclass(frozen=True)
class Shown:
    """One rendition as its trainer sees it: cost in bytes and rupees, and what can be read in it (percent or None)."""

    choice: Choice
    price: Price
    per_hour: float
    readable: int | None
    comparable: bool


@dataclass(frozen=True)
class Use:
    """A page or other thing that plays the recording; no address when the reader may not open it."""

    name: str
    url: str | None


def page(recording: Recording, user: Any) -> dict[str, Any]:
    """The context of the recording's page, one name for each of its sections."""
    return {
        "recording": recording,
        "standing": standing(recording),
        "may_change": account_may(user, "change_recording", recording),
        "renditions": renditions(recording),
        "facts": facts(recording),
        "spoken": spoken(recording),
        "slides": [heading(each.text) for each in recording.slides.all()],
        "parts": relatives(recording, user),
        "uses": uses(recording, user),
        "entries": list(history(recording)[:SHOWN]),
    }


def renditions(recording: Recording) -> list[Shown]:
    """Each finished rendition, the lightest to play first."""
    made = {each.rung: each for each in recording.renditions.all()}
    hours = recording.seconds / 3600
    shown = []
    for choice in choices(preview_entry(recording), keep_as="lecture"):
        row = made[choice.rung]
        shown.append(
            Shown(
                choice,
                price(choice.bytes, rates()),
                choice.bytes / hours if hours else 0,
                None if row.readable is None else round(row.readable * 100),
                choice.rung != "audio" and recording.content_class != Recording.ContentClass.AUDIO,
            )
        )
    return shown


def uses(recording: Recording, user: Any) -> list[Use]:
    """The first few things that refer to the recording."""
    finder = AdminURLFinder(user)
    found = islice(ReferenceIndex.get_references_to(recording).group_by_source_object(), SHOWN + 1)
    return [
        Use(str(thing) if url else "", url) for thing, url in ((each, finder.get_edit_url(each)) for each, _ in found)
    ]


def relatives(recording: Recording, user: Any) -> list[Recording]:
    """What it was split from and what was split off it, as far as the reader may see them."""
    split_off = Recording.objects.filter(split_from=recording).select_related("collection").order_by("pk")
    found = [*([recording.split_from] if recording.split_from else []), *split_off]
    return [each for each in found if account_may(user, "see_recording", each)]


def history(recording: Recording) -> "QuerySet[Any]":
    """What was done with it, the newest first."""
    entries: QuerySet[Any] = registry.get_logs_for_instance(recording)
    return entries.select_related("user").order_by("-timestamp", "-pk")
