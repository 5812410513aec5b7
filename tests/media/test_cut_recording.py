"""A cut is a new version of the same original; what was written goes along, and nobody cuts twice by accident."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Collection, ModelLogEntry

from lms.foundation.models import Job
from lms.people.models import Person
from media_pipeline.actions.add_recording import add_recording
from media_pipeline.actions.cut_recording import cut_out_of_recording, make_whole_again, trim_recording
from media_pipeline.actions.split_recording import split_recording
from media_pipeline.editing import CannotCut
from media_pipeline.models import Recording, Slide
from tests.factories.media import Clips, process, ready_recording, recording, trainer

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine() -> Collection:
    return Collection.get_first_root_node().add_child(name="Mine")


@pytest.fixture
def amina(mine: Collection) -> Person:
    return trainer("amina", mine)


@pytest.fixture
def lecture(mine: Collection) -> Recording:
    """One minute, four slides; words were written on the second and the last."""
    made = ready_recording(collection=mine, language="ur", synthetic_voice=True)
    for position, (at, text, written) in enumerate(
        [(0, "read", False), (15, "Two signs", True), (30, "read too", False), (45, "Try it", True)]
    ):
        Slide.objects.create(recording=made, position=position, at_seconds=at, text=text, written=written)
    return made


def by(person: Person, **values: Any) -> dict[str, Any]:
    return {"by": person, "user": person.user, "version": 1} | values


def slides(made: Recording) -> list[tuple[int, float, str, bool]]:
    return list(made.slides.values_list("position", "at_seconds", "text", "written"))


def waits_as_version(made: Recording, version: int) -> bool:
    made.refresh_from_db()
    queued = Job.objects.filter(key__startswith=made.job_prefix, state="waiting").exists()
    return queued and (made.version, made.state, made.edited) == (version, "waiting", None)


def test_a_trim_keeps_the_original_and_is_a_new_version(lecture: Recording, amina: Person) -> None:
    original = lecture.original
    trim_recording(lecture, 5_000, 50_000, **by(amina))
    assert waits_as_version(lecture, 2)
    assert (lecture.original, lecture.stretches, lecture.seconds) == (original, [[5.0, 50.0]], 45.0)
    assert ModelLogEntry.objects.filter(action="hunar_media.cut", user=amina.user).count() == 1


def test_a_cut_moves_written_words_with_their_slides(lecture: Recording, amina: Person) -> None:
    cut_out_of_recording(lecture, 20_000, 40_000, **by(amina))
    lecture.refresh_from_db()
    assert lecture.stretches == [[0.0, 20.0], [40.0, 60.0]]
    # The third slide showed from 0:30 to 0:45; its last five seconds are left and begin where the cut was.
    assert slides(lecture) == [
        (0, 0.0, "read", False),
        (1, 15.0, "Two signs", True),
        (2, 20.0, "read too", False),
        (3, 25.0, "Try it", True),
    ]


def test_a_second_cut_counts_in_what_the_first_left(lecture: Recording, amina: Person) -> None:
    cut_out_of_recording(lecture, 0, 10_000, **by(amina))
    Recording.objects.update(state="ready")
    cut_out_of_recording(lecture, 10_000, 20_000, **by(amina, version=2))
    lecture.refresh_from_db()
    assert (lecture.stretches, lecture.version) == ([[10.0, 20.0], [30.0, 60.0]], 3)


def test_whole_again_brings_everything_back_even_while_the_cut_is_made(lecture: Recording, amina: Person) -> None:
    cut_out_of_recording(lecture, 20_000, 40_000, **by(amina))
    lecture.refresh_from_db()
    under_way = Job.objects.filter(key__startswith=lecture.job_prefix)
    cut = [job.pk for job in under_way]
    make_whole_again(lecture, by=amina, user=amina.user)
    assert waits_as_version(lecture, 3)
    assert lecture.stretches == []
    assert slides(lecture)[-1] == (3, 45.0, "Try it", True)
    assert set(Job.objects.filter(pk__in=cut).values_list("state", flat=True)) == {"cancelled"}
    assert ModelLogEntry.objects.filter(action="hunar_media.whole").count() == 1


def test_whole_again_of_what_was_never_cut_changes_nothing(lecture: Recording, amina: Person) -> None:
    make_whole_again(lecture, by=amina, user=amina.user)
    lecture.refresh_from_db()
    assert (lecture.version, lecture.state) == (1, "ready")


def test_a_button_pressed_twice_cuts_once(lecture: Recording, amina: Person) -> None:
    cut_out_of_recording(lecture, 0, 10_000, **by(amina))
    with pytest.raises(CannotCut, match="changed a moment ago"):
        cut_out_of_recording(lecture, 0, 10_000, **by(amina))
    lecture.refresh_from_db()
    assert lecture.stretches == [[10.0, 60.0]]


def test_a_recording_that_is_not_ready_is_not_cut(mine: Collection, amina: Person) -> None:
    made = recording(collection=mine, state="working", seconds=60)
    with pytest.raises(CannotCut, match="still being processed"):
        trim_recording(made, 5_000, 50_000, **by(amina))
    assert not Job.objects.exists()


def test_a_cut_that_is_refused_leaves_everything_as_it_was(lecture: Recording, amina: Person) -> None:
    before = slides(lecture)
    with pytest.raises(CannotCut):
        trim_recording(lecture, 5_000, 5_100, **by(amina))
    lecture.refresh_from_db()
    assert (lecture.version, lecture.state, lecture.stretches, slides(lecture)) == (1, "ready", [], before)


def test_a_split_makes_a_second_recording_of_the_same_original(lecture: Recording, amina: Person) -> None:
    second = split_recording(lecture, 30_000, title="A lecture, part 2", **by(amina))
    assert waits_as_version(lecture, 2)
    assert waits_as_version(second, 1)
    assert (lecture.stretches, second.stretches) == ([[0.0, 30.0]], [[30.0, 60.0]])
    assert (second.original, second.split_from) == (lecture.original, lecture)
    assert (second.collection, second.language, second.synthetic_voice) == (lecture.collection, "ur", True)
    assert second.uploaded_by_person == amina
    assert [text for _, _, text, _ in slides(lecture)] == ["read", "Two signs"]
    assert slides(second) == [(0, 0.0, "read too", False), (1, 15.0, "Try it", True)]
    actions = ModelLogEntry.objects.values_list("action", flat=True)
    assert {"hunar_media.split", "hunar_media.split_off"} <= set(actions)


def test_a_recording_can_be_split_again_and_again(lecture: Recording, amina: Person) -> None:
    second = split_recording(lecture, 20_000, title="Two", **by(amina))
    Recording.objects.update(state="ready")
    third = split_recording(second, 20_000, title="Three", **by(amina))
    second.refresh_from_db()
    assert [lecture_part.stretches for lecture_part in (second, third)] == [[[20.0, 40.0]], [[40.0, 60.0]]]


def test_somebody_elses_recording_is_neither_cut_nor_split(lecture: Recording) -> None:
    stranger = trainer("stranger", Collection.get_first_root_node().add_child(name="Theirs"))
    given = by(stranger)
    for attempt in (
        lambda: trim_recording(lecture, 5_000, 50_000, **given),
        lambda: cut_out_of_recording(lecture, 5_000, 50_000, **given),
        lambda: split_recording(lecture, 30_000, title="Mine now", **given),
        lambda: make_whole_again(lecture, by=stranger, user=stranger.user),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert Recording.objects.count() == 1


@pytest.mark.encodes
@pytest.mark.usefixtures("quick")
def test_what_was_cut_out_is_heard_and_seen_no_more_until_it_is_brought_back(
    clips: Clips, mine: Collection, amina: Person
) -> None:
    """Four slides of four seconds; the second goes."""
    lecture = process(add_recording(clips.path("slides.mp4"), title="Contrast", by=amina, collection=mine))
    original = lecture.original
    lecture = process(cut_out_of_recording(lecture, 4_000, 8_000, **by(amina)))
    assert (lecture.state, lecture.seconds) == ("ready", pytest.approx(12, abs=0.3))
    assert still_times(lecture) == pytest.approx([0, 4, 8], abs=0.6)
    lecture = process(make_whole_again(lecture, by=amina, user=amina.user))
    assert (lecture.original, lecture.edited, lecture.seconds) == (original, None, pytest.approx(16, abs=0.3))
    assert still_times(lecture) == pytest.approx([0, 4, 8, 12], abs=0.6)


def still_times(made: Recording) -> list[float | None]:
    return list(made.renditions.get(rung="slides").files.filter(role="still").values_list("at_seconds", flat=True))
