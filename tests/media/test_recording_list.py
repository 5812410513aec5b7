"""The list of recordings: everything at a glance, nothing of other people's, as cheap with many as with few."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, ModelLogEntry

from lms.people.models import Person
from media_pipeline.models import Recording, Rendition, RenditionFile
from tests.factories.media import ready_recording, recording, trainer

pytestmark = pytest.mark.django_db
INDEX = "hunar_media_recordings:index"


@pytest.fixture
def amina(mine: Collection) -> Person:
    return trainer("amina", mine)


@pytest.fixture
def staff(amina: Person) -> Client:
    client = Client()
    client.force_login(amina.user)
    return client


def listed(client: Client, **query: Any) -> str:
    return client.get(reverse(INDEX), query).content.decode()


def newcomer(collection: Collection) -> Person:
    """Somebody who may bring recordings to a collection, and no more."""
    person = trainer("newcomer")
    group = Group.objects.get(name="group of newcomer")
    GroupCollectionPermission.objects.create(
        group=group, collection=collection, permission=Permission.objects.get(codename="add_recording")
    )
    return person


def test_a_row_says_state_costs_length_language_and_who(staff: Client, mine: Collection, amina: Person) -> None:
    ready_recording(collection=mine, title="Contrast", language="ur", seconds=754, uploaded_by_person=amina)
    page = listed(staff)
    for words in ("Contrast", "Ready", "slides", "voice", "0.001 MB", "12:34", "Urdu", "Mine", "amina"):
        assert words in page, words


def fill(like: Recording, count: int) -> None:
    """So many more recordings like that one, each with a rendition and its file."""
    file = RenditionFile.objects.filter(rendition__recording=like).first()
    assert file is not None
    made = Recording.objects.bulk_create(
        Recording(title="Another", collection=like.collection, original=like.original, state="ready")
        for _ in range(count)
    )
    renditions = Rendition.objects.bulk_create(Rendition(recording=each, rung="audio", bytes=1000) for each in made)
    RenditionFile.objects.bulk_create(
        RenditionFile(rendition=each, role="audio", stored=file.stored) for each in renditions
    )


def test_two_hundred_recordings_cost_no_more_queries_than_five(staff: Client, mine: Collection, amina: Person) -> None:
    def queries() -> int:
        listed(staff)
        with CaptureQueriesContext(connection) as counted:
            listed(staff)
        return len(counted)

    for number in range(5):
        ready_recording(collection=mine, title=f"A lecture {number}", uploaded_by_person=amina)
    few = queries()
    fill(Recording.objects.get(title="A lecture 0"), 195)
    assert Recording.objects.count() == 200
    assert queries() == few


@pytest.mark.parametrize(
    ("query", "expected"),
    [({"state": "failed"}, "Broken"), ({"language": "ps"}, "Pashto one"), ({"content_class": "camera"}, "Filmed")],
)
def test_a_filter_leaves_what_was_asked_for(
    staff: Client, mine: Collection, query: dict[str, str], expected: str
) -> None:
    recording(collection=mine, title="Broken", state="failed", failure="Empty.")
    recording(collection=mine, title="Pashto one", language="ps")
    recording(collection=mine, title="Filmed", content_class="camera")
    page = listed(staff, **query)
    found = {title for title in ("Broken", "Pashto one", "Filmed") if title in page}
    assert found == {expected}


def test_filters_name_no_collection_and_nobody_of_other_people(
    staff: Client, mine: Collection, theirs: Collection, amina: Person
) -> None:
    recording(collection=mine, title="One", uploaded_by_person=amina)
    other = Person.objects.create(display_name="Somebody hidden")
    recording(collection=theirs, title="Two", uploaded_by_person=other)
    page = listed(staff)
    assert "Somebody hidden" not in page
    assert "Theirs" not in page
    assert "Two" not in listed(staff, collection=theirs.pk)
    assert "One" in listed(staff, uploaded_by_person=amina.pk)


def test_who_may_only_add_sees_and_changes_her_own(mine: Collection, theirs: Collection) -> None:
    person = newcomer(mine)
    client = Client()
    client.force_login(person.user)
    own = ready_recording(collection=mine, title="My own", uploaded_by_person=person)
    moved = ready_recording(collection=theirs, title="Moved away", uploaded_by_person=person)
    other = ready_recording(collection=mine, title="A colleague's")
    page = listed(client)
    assert "My own" in page
    assert "Moved away" not in page
    assert "A colleague" not in page
    for name, expected in (("inspect", 200), ("edit", 200), ("cut", 200), ("delete", 200)):
        assert client.get(reverse(f"hunar_media_recordings:{name}", args=(own.pk,))).status_code == expected, name
        for hidden in (moved, other):
            assert client.get(reverse(f"hunar_media_recordings:{name}", args=(hidden.pk,))).status_code == 404, name


def test_ticked_recordings_move_together_and_only_those_that_are_mine(
    staff: Client, mine: Collection, theirs: Collection, amina: Person
) -> None:
    shelf = mine.add_child(name="Shelf")
    first, second = (recording(collection=mine, title=title) for title in ("One", "Two"))
    hidden = recording(collection=theirs, title="Hidden")
    ticked = "&".join(f"id={each.pk}" for each in (first, second, hidden))
    address = reverse("wagtail_bulk_action", args=("hunar_media", "recording", "move")) + "?" + ticked
    asked = staff.get(address).content.decode()
    assert "One" in asked
    assert "Hidden" not in asked
    staff.post(address, {"collection": shelf.pk})
    places = dict(Recording.objects.values_list("title", "collection__name"))
    assert places == {"One": "Shelf", "Two": "Shelf", "Hidden": "Theirs"}
    assert ModelLogEntry.objects.filter(action="wagtail.edit", user=amina.user).count() == 2


def test_a_collection_that_is_not_mine_is_no_place_to_move_to(
    staff: Client, mine: Collection, theirs: Collection
) -> None:
    made = recording(collection=mine, title="One")
    address = reverse("wagtail_bulk_action", args=("hunar_media", "recording", "move")) + f"?id={made.pk}"
    staff.post(address, {"collection": theirs.pk})
    made.refresh_from_db()
    assert made.collection == mine


def test_deleting_several_asks_first_and_leaves_what_may_not_be_deleted(
    staff: Client, mine: Collection, amina: Person
) -> None:
    own = recording(collection=mine, title="Own", uploaded_by_person=amina)
    other = recording(collection=mine, title="A colleague's")
    address = reverse("wagtail_bulk_action", args=("hunar_media", "recording", "delete"))
    address += f"?id={own.pk}&id={other.pk}"
    assert "stay as they are" in staff.get(address).content.decode()
    staff.post(address)
    assert list(Recording.objects.all()) == [other]
