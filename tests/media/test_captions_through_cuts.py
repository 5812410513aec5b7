"""Captions stay with what is said when a recording is cut or split."""

from typing import Any

import pytest
from wagtail.models import Collection

from media_pipeline.actions.cut_recording import cut_out_of_recording, trim_recording
from media_pipeline.actions.keep_captions import put_captions
from media_pipeline.actions.split_recording import split_recording
from media_pipeline.captions.cues import Cue
from media_pipeline.models import Recording
from media_pipeline.querysets import cues_of
from tests.factories.media import ready_recording, trainer

pytestmark = pytest.mark.django_db
SAID = (
    Cue(2000, 9000, "first"),
    Cue(18_000, 24_000, "over the cut"),
    Cue(25_000, 35_000, "away"),
    Cue(50_000, 52_000, "last"),
)


@pytest.fixture
def lecture() -> Recording:
    """A minute with captions in Urdu that a program wrote."""
    made = ready_recording(collection=Collection.get_first_root_node().add_child(name="Mine"))
    put_captions(made, "ur", SAID, "automatic")
    return made


@pytest.fixture
def by(lecture: Recording) -> dict[str, Any]:
    person = trainer("amina", lecture.collection)
    return {"by": person, "user": person.user, "version": 1}


def said(recording: Recording) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for each in recording.captions.all() for cue in cues_of(each)]


def test_what_is_cut_out_takes_its_captions_along(lecture: Recording, by: dict[str, Any]) -> None:
    cut_out_of_recording(lecture, 20_000, 40_000, **by)
    assert said(lecture) == [(2000, 9000, "first"), (18_000, 20_000, "over the cut"), (30_000, 32_000, "last")]
    assert lecture.captions.get().origin == "automatic"


def test_both_parts_of_a_split_keep_their_own(lecture: Recording, by: dict[str, Any]) -> None:
    second = split_recording(lecture, 40_000, title="Two", **by)
    assert [text for _start, _end, text in said(lecture)] == ["first", "over the cut", "away"]
    assert said(second) == [(10_000, 12_000, "last")]


def test_captions_of_which_nothing_is_left_are_gone(lecture: Recording, by: dict[str, Any]) -> None:
    trim_recording(lecture, 36_000, 49_000, **by)
    assert not lecture.captions.exists()
