"""Carrying the words of slides through a cut, so that what somebody wrote stays with its slide."""

from itertools import pairwise

from media_pipeline import editing
from media_pipeline.editing import SECOND, Stretches
from media_pipeline.models import Recording, Slide


def move_words(recording: Recording, old: Stretches, new: Stretches) -> None:
    """Give the slides' words of ``recording`` their new times; those of a slide that was cut away go with it."""
    moved = _moved_slides(recording, old, new)
    recording.slides.all().delete()
    _keep_slides(recording, moved)


def copy_words(recording: Recording, onto: Recording, old: Stretches, new: Stretches) -> None:
    """Give ``onto``, which plays ``new``, the slides' words of ``recording``, which plays ``old``."""
    _keep_slides(onto, _moved_slides(recording, old, new))


def _moved_slides(recording: Recording, old: Stretches, new: Stretches) -> list[tuple[int, Slide]]:
    """Each slide that still shows, with the millisecond at which it begins now.

    A slide stands until the next one comes: when only its beginning was cut away it is still there.
    """
    slides = list(recording.slides.order_by("at_seconds"))
    starts = [editing.milliseconds(each.at_seconds) for each in slides]
    places = (
        editing.carry(old, new, start, end) for start, end in pairwise([*starts, max(editing.length(old), *starts, 0)])
    )
    return [(place.start, slide) for slide, place in zip(slides, places, strict=True) if place is not None]


def _keep_slides(recording: Recording, moved: list[tuple[int, Slide]]) -> None:
    Slide.objects.bulk_create(
        Slide(recording=recording, position=position, at_seconds=at / SECOND, text=slide.text, written=slide.written)
        for position, (at, slide) in enumerate(sorted(moved, key=lambda each: each[0]))
    )
