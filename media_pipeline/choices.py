"""The ways to play a lecture that a trainee may choose from, each with its cost."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from media_pipeline.entry import Entry, cost, has_sound, rungs


@dataclass(frozen=True)
class Choice:
    """One way to play. ``bytes`` is the most it can cost; ``title`` and ``hint`` are in the reader's language."""

    rung: str
    bytes: int
    title: str
    hint: str


def choices(entry: Entry) -> list[Choice]:
    """What the entry offers, the best for a weak link first."""
    return [Choice(rung, cost(entry, rung), title(entry, rung), hint(rung)) for rung in rungs(entry)]


def title(entry: Entry, rung: str) -> str:
    """What the button says."""
    if rung == "slides":
        return _("Slides + voice") if has_sound(entry, rung) else _("Slides")
    if rung == "audio":
        return _("Voice only")
    return _("Small video") if has_sound(entry, rung) else _("Small video, no sound")


def hint(rung: str) -> str:
    """When to take this one."""
    return {
        "slides": _("Sharp pictures of each slide."),
        "audio": _("For a very slow link, or while doing something else."),
        "video": _("Shows everything that moves."),
    }[rung]
