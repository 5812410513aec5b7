"""The page for cutting works with plain forms: times are typed, buttons post, and nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from media_pipeline.models import Recording
from tests.factories.media import ready_recording, recording

pytestmark = pytest.mark.django_db
URL = "hunar_media_recordings"


@pytest.fixture
def lecture(mine: Collection) -> Recording:
    """One minute; its two slides come at 0:00 and 0:20."""
    return ready_recording(collection=mine, title="Contrast")


def cut(client: Client, made: Recording, do: str, **values: Any) -> Any:
    """Post one of the forms as a browser does."""
    fields = {f"{do}-{name}": value for name, value in ({"version": made.version} | values).items()}
    slide = {"slide": fields.pop(f"{do}-slide")} if "slide" in values else {}
    response = client.post(reverse(f"{URL}:cut", args=(made.pk,)), {"do": do} | fields | slide)
    made.refresh_from_db()
    return response


def test_the_page_shows_the_player_the_slides_and_three_forms(staff: Client, lecture: Recording) -> None:
    page = staff.get(reverse(f"{URL}:cut", args=(lecture.pk,))).content.decode()
    for words in ("<video", "Split at slide 2", "0:20", "Keep only this", "Cut this out", 'value="1:00"'):
        assert words in page, words
    assert "Split at slide 1" not in page


def test_begin_and_end_are_typed_in_minutes_in_any_digits(staff: Client, lecture: Recording) -> None:
    response = cut(staff, lecture, "trim", start="۰:۰۵", end="0:50.5")
    assert response["Location"] == reverse(f"{URL}:inspect", args=(lecture.pk,))
    assert (lecture.stretches, lecture.version) == ([[5.0, 50.5]], 2)


def test_an_end_that_was_left_as_shown_is_the_end(staff: Client, mine: Collection) -> None:
    made = ready_recording(collection=mine, title="Long", seconds=61.37)
    cut(staff, made, "trim", start="0:05", end="1:01.3")
    assert made.stretches == [[5.0, 61.37]]


def test_a_stretch_is_cut_out_of_the_middle(staff: Client, lecture: Recording) -> None:
    cut(staff, lecture, "cut", start="0:10", end="0:20")
    assert lecture.stretches == [[0.0, 10.0], [20.0, 60.0]]


def test_a_slides_button_splits_there_and_leads_to_the_second_part(staff: Client, lecture: Recording) -> None:
    response = cut(staff, lecture, "split", slide="2", at="", title="Margins")
    second = Recording.objects.get(title="Margins")
    assert response["Location"] == reverse(f"{URL}:inspect", args=(second.pk,))
    assert (lecture.stretches, second.stretches) == ([[0.0, 20.0]], [[20.0, 60.0]])
    page = staff.get(reverse(f"{URL}:inspect", args=(second.pk,))).content.decode()
    assert reverse(f"{URL}:inspect", args=(lecture.pk,)) in page


@pytest.mark.parametrize(
    ("do", "values", "words"),
    [
        ("trim", {"start": "soon", "end": "0:50"}, "for example 3:20"),
        ("trim", {"start": "0:50", "end": "0:10"}, "after the beginning"),
        ("cut", {"start": "0:10", "end": "9:00"}, "not in the recording"),
        ("cut", {"start": "0:00.5", "end": "0:10"}, "Less than a second"),
        ("split", {"at": "0:00", "title": "Two"}, "a second at least"),
        ("trim", {"start": "0:05", "end": "0:10", "version": 7}, "changed a moment ago"),
    ],
)
def test_what_cannot_be_done_is_said_beside_the_form_and_nothing_typed_is_lost(
    staff: Client, lecture: Recording, do: str, values: dict[str, Any], words: str
) -> None:
    response = cut(staff, lecture, do, **values)
    page = response.content.decode()
    assert words in page
    assert all(f'value="{text}"' in page for name, text in values.items() if name != "version")
    assert (lecture.version, lecture.state, Recording.objects.count()) == (1, "ready", 1)


def test_one_that_is_being_processed_cannot_be_cut_yet(staff: Client, mine: Collection) -> None:
    made = recording(collection=mine, state="working", seconds=60)
    page = staff.get(reverse(f"{URL}:cut", args=(made.pk,))).content.decode()
    assert "It can be cut when it is ready" in page
    assert "Keep only this" not in page


def test_a_cut_recording_can_be_made_whole_again_from_its_page(staff: Client, lecture: Recording) -> None:
    cut(staff, lecture, "trim", start="0:05", end="0:50")
    page = staff.get(reverse(f"{URL}:inspect", args=(lecture.pk,))).content.decode()
    assert "Make whole again" in page
    assert "A part was cut away" in page
    staff.post(reverse(f"{URL}:whole", args=(lecture.pk,)))
    lecture.refresh_from_db()
    assert (lecture.stretches, lecture.version) == ([], 3)


def test_somebody_elses_recording_has_no_page_to_cut(staff: Client) -> None:
    theirs = Collection.get_first_root_node().add_child(name="Theirs")
    other = ready_recording(collection=theirs, title="Not for you")
    assert staff.get(reverse(f"{URL}:cut", args=(other.pk,))).status_code == 404
    assert cut(staff, other, "trim", start="0:05", end="0:50").status_code == 404
    assert staff.post(reverse(f"{URL}:whole", args=(other.pk,))).status_code == 404
    assert other.version == 1
