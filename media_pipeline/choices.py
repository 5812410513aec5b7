"""The ways to play a lecture that a trainee may choose from, each with its cost."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from media_pipeline.entry import Entry, cost, has_sound, rungs
from media_pipeline.kept import Keep, file_to_keep


@dataclass(frozen=True)
class Choice:
    """One way to play. ``bytes`` is the most it can cost; ``title`` and ``hint`` are in the reader's language.

    ``keep`` is the file for the phone's own player; None where there is none, or nothing may be kept.
    """

    rung: str
    bytes: int
    title: str
    hint: str
    keep: Keep | None = None


def choices(entry: Entry, *, keep_as: str | None = None) -> list[Choice]:
    """What the entry offers, the best for a weak link first; files to keep are named ``<keep_as>-<rung>.<ext>``.

    Without ``keep_as`` nothing may be kept.
    """
    return [
        Choice(
            rung,
            cost(entry, rung),
            title(entry, rung),
            hint(rung),
            None if keep_as is None else file_to_keep(entry, rung, keep_as),
        )
        for rung in rungs(entry)
    ]


def title(entry: Entry, rung: str) -> str:
    """What the button says."""
    sound = has_sound(entry, rung)
    if rung == "slides":
        return _("Slides + voice") if sound else _("Slides")
    if rung == "audio":
        return _("Voice only")
    if rung == "standard":
        return _("Large video") if sound else _("Large video, no sound")
    return _("Small video") if sound else _("Small video, no sound")


def hint(rung: str) -> str:
    """When to take this one."""
    return {
        "slides": _("Sharp pictures of each slide."),
        "audio": _("For a very slow link, or while doing something else."),
        "video": _("Shows everything that moves."),
        "standard": _("For Wi-Fi: the sharpest and the dearest."),
    }[rung]
