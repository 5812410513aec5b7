"""A trade and a place made in the staff screens are there for visitors the same moment, with nobody's deployment."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.authoring.models import CoursePage, Track
from courses.running.actions.cohorts import create_cohort
from courses.running.models import Cohort, Programme
from lms.people.api import PROGRAMME_ADMIN, Scope, assign_role
from lms.people.models import Centre, Organisation, Person
from tests.factories.authoring import make_course, make_person, make_small_course, make_trainer
from tests.factories.running import make_programme

pytestmark = pytest.mark.django_db
TRACKS = "hunar_courses_tracks"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


@pytest.fixture
def course() -> CoursePage:
    return make_small_course("Signs", slug="signs")


@pytest.fixture
def programme(course: CoursePage) -> Programme:
    return make_programme(course_key=course.key)


@pytest.fixture
def admin(programme: Programme) -> Person:
    person = make_person()
    assign_role(person, PROGRAMME_ADMIN, Scope("programme", programme.uuid), by=None)
    return person


def test_a_track_and_a_centre_made_by_an_admin_are_offered_at_once(
    admin: Person, course: CoursePage, programme: Programme, client: Client
) -> None:
    make_course("Shops", track=Track.objects.create(name="Selling"))
    desk = signed_in(admin)
    made = desk.post(reverse(f"{TRACKS}:add"), {"name": "Solar power", "name_ur": "سولر", "order": "3"})
    assert made.status_code == 302
    track = Track.objects.get(name="Solar power")
    desk.post(reverse("hunar_people_organisations:add"), {"name": "Directorate"})
    organisation = str(Organisation.objects.get().pk)
    tables = {
        f"{name}-{count}_FORMS": 0 for name in ("hours_for_women", "closed_days") for count in ("TOTAL", "INITIAL")
    }
    centre = {"organisation": organisation, "name": "Chitral centre"}
    made = desk.post(reverse("hunar_people_centres:add"), tables | centre)
    assert made.status_code == 302
    editor = desk.get(reverse("wagtailadmin_pages:edit", args=[course.pk])).content.decode()
    assert f'<option value="{track.pk}">Solar power</option>' in editor
    course.track = track
    course.save_revision(user=admin.user).publish()
    create_cohort(
        programme,
        course.key,
        name="Batch 1",
        starts_on=timezone.localdate() + timedelta(days=5),
        centre=Centre.objects.get(name="Chitral centre"),
        by=admin,
    )
    assert f'<option value="{track.uuid}">Solar power</option>' in client.get("/courses/").content.decode()
    said = client.get("/courses/", {"track": str(track.uuid)}).content.decode()
    assert "Signs" in said
    assert "Shops" not in said
    assert "Chitral centre" in client.get("/courses/signs/").content.decode()
    assert Cohort.objects.get().edition is None


def test_an_admin_renames_a_track_and_only_a_superuser_takes_it_away(admin: Person, course: CoursePage) -> None:
    track = Track.objects.create(name="Desing")
    course.track = track
    course.save()
    desk = signed_in(admin)
    desk.post(reverse(f"{TRACKS}:edit", args=[track.pk]), {"name": "Design", "name_ur": "", "order": "0"})
    track.refresh_from_db()
    assert track.name == "Design"
    away = reverse(f"{TRACKS}:delete", args=[track.pk])
    desk.post(away)
    assert Track.objects.filter(pk=track.pk).exists()
    signed_in(make_person(superuser=True)).post(away)
    course.refresh_from_db()
    assert course.track is None
    assert course.live


def test_a_trainer_puts_her_course_in_a_track_but_makes_none(course: CoursePage) -> None:
    track = Track.objects.create(name="Design")
    desk = signed_in(make_trainer(course))
    assert f'value="{track.pk}"' in desk.get(reverse("wagtailadmin_pages:edit", args=[course.pk])).content.decode()
    for address in (reverse(f"{TRACKS}:index"), reverse(f"{TRACKS}:add")):
        assert desk.get(address).status_code == 302
    desk.post(reverse(f"{TRACKS}:add"), {"name": "Mine", "order": "0"})
    assert Track.objects.count() == 1
    assert "/tracks/" not in desk.get(reverse("wagtailadmin_home")).content.decode()


def test_tracks_stand_in_the_menu_of_whoever_may_change_them(admin: Person) -> None:
    assert reverse(f"{TRACKS}:index") in signed_in(admin).get(reverse("wagtailadmin_home")).content.decode()


def test_two_tracks_of_one_name_are_refused_with_a_sentence(admin: Person) -> None:
    Track.objects.create(name="Design")
    said = signed_in(admin).post(reverse(f"{TRACKS}:add"), {"name": "Design", "order": "0"})
    assert "already exists" in said.content.decode()
