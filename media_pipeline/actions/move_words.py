"""Carrying words through a cut: those of slides stay with their slide, captions with what is said."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from media_pipeline import editing
from media_pipeline.actions.keep_captions import put_captions
from media_pipeline.captions.cues import Cue
from media_pipeline.editing import SECOND, Stretches
from media_pipeline.models import Caption, Recording, Slide
from media_pipeline.querysets import cues_of


def move_words(recording: Recording, old: Stretches, new: Stretches) -> None:
    """Give slides' words and captions of ``recording`` their new times; those of what was cut away go with it."""
    moved = _moved_slides(recording, old, new)
    recording.slides.all().delete()
    _keep_slides(recording, moved)
    _keep_captions(recording, _moved_captions(recording, old, new))


def copy_words(recording: Recording, onto: Recording, old: Stretches, new: Stretches) -> None:
    """Give ``onto``, which plays ``new``, the slides' words and captions of ``recording``, which plays ``old``."""
    _keep_slides(onto, _moved_slides(recording, old, new))
    _keep_captions(onto, _moved_captions(recording, old, new))


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


def _moved_captions(recording: Recording, old: Stretches, new: Stretches) -> list[tuple[Caption, list[Cue]]]:
    """The captions of each language with what is still said of them."""
    return [(each, list(_moved_cues(cues_of(each), old, new))) for each in recording.captions.select_related("stored")]


def _moved_cues(cues: Iterable[Cue], old: Stretches, new: Stretches) -> Iterator[Cue]:
    for cue in cues:
        place = editing.carry(old, new, cue.start, cue.end)
        if place is not None:
            yield Cue(place.start, place.end, cue.text)


def _keep_captions(recording: Recording, moved: list[tuple[Caption, list[Cue]]]) -> None:
    for caption, cues in moved:
        if cues:
            put_captions(recording, caption.language, cues, caption.origin)
        else:
            recording.captions.filter(language=caption.language).delete()
