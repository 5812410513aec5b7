"""A course's page in ten seconds: what she will be able to do, what it takes, when it begins; and what it costs us."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from courses.authoring.actions.release import make_edition
from courses.authoring.editions.listing import listing_of, make_listing
from courses.authoring.intakes import Intake, next_intakes
from courses.authoring.models import CoursePage, EditionListing, LessonPage, ModulePage, Track
from lms.people.models import Centre, Organisation
from tests.authoring.visiting import first_view, read
from tests.factories.authoring import make_course, make_guide, make_module, make_recording, make_small_course, translate
from tests.factories.running import make_cohort, make_programme
from tests.factories.running import make_edition as make_any_edition

pytestmark = pytest.mark.django_db
BUDGET = 10_000
# What goes out before the other side has answered once.
WINDOW = 14_600


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def make_centre(name: str = "Swat centre", name_ur: str = "سوات سنٹر") -> Centre:
    organisation, _new = Organisation.objects.get_or_create(name="Directorate")
    return Centre.objects.get_or_create(organisation=organisation, name=name, defaults={"name_ur": name_ur})[0]


def plan(course: CoursePage, starts_on: date, **more: Any) -> Any:
    return make_cohort(make_programme(course_key=course.key), starts_on=starts_on, opened=False, **more)


@pytest.fixture
def course() -> CoursePage:
    course = make_small_course(
        "Graphic design",
        slug="design",
        room_hours=48,
        online_weeks=4,
        needs="A phone with 2 GB\n\n  Reading Urdu or English ",
        track=Track.objects.create(name="Design"),
    )
    LessonPage.objects.descendant_of(course).update(recording=make_recording(course))
    make_edition(course, by=None)
    return course


def test_she_reads_what_to_bring_one_thing_a_line(course: CoursePage, client: Client) -> None:
    said = read(client, "/courses/design/")
    assert "<li>A phone with 2\u00a0GB</li><li>Reading Urdu or English</li>" in said
    CoursePage.objects.update(needs="")
    assert "What to bring" not in read(client, "/courses/design/")


def test_a_measure_does_not_turn_round_in_urdu(course: CoursePage, client: Client) -> None:
    translate(course, needs="2 GB والا فون", slug="design-ur")
    assert "\u20662\u00a0GB\u2069 والا فون" in read(client, "/courses/design-ur/", "ur")


@time_machine.travel("2026-11-27 10:00+05:00", tick=False)
def test_she_reads_when_it_begins_and_where(course: CoursePage, client: Client) -> None:
    plan(course, date(2027, 1, 4), centre=make_centre(), women_only=True)
    plan(course, date(2026, 12, 7))
    said = read(client, "/courses/design/")
    assert re.search(r"<b>4 January 2027</b>\s*Swat centre\s*· women only", said)
    assert re.search(r"<b>7 December</b>\s*On the phone, from anywhere", said)
    assert said.index("7 December") < said.index("4 January")
    urdu = read(client, "/courses/design/", "ur")
    assert "سوات سنٹر" in urdu
    assert "Swat" not in urdu


def test_neither_a_batchs_name_nor_anybody_in_it_is_told(course: CoursePage, client: Client) -> None:
    cohort = plan(course, timezone.localdate() + timedelta(days=9), name_ur="کینری")
    cohort.name = "CANARY of Gul"
    cohort.save()
    for language in ("en", "ur"):
        said = read(client, "/courses/design/", language)
        assert "CANARY" not in said
        assert "کینری" not in said
        assert str(cohort.uuid) not in said


def test_what_has_begun_or_ended_is_not_told(course: CoursePage) -> None:
    today = timezone.localdate()
    plan(course, today - timedelta(days=1))
    programme = make_programme(course_key=course.key)
    ended = make_cohort(programme, starts_on=today + timedelta(days=3))
    ended.state = "ended"
    ended.save()
    assert next_intakes(course.key) == []
    make_cohort(programme, starts_on=today + timedelta(days=2))
    assert next_intakes(course.key) == [Intake(today + timedelta(days=2))]


def test_a_batch_for_one_institutes_people_is_not_offered_to_visitors(course: CoursePage) -> None:
    today = timezone.localdate()
    institute = make_centre().organisation
    plan(course, today + timedelta(days=2), members_of=institute)
    assert next_intakes(course.key) == []


@time_machine.travel("2026-11-27 20:00+00:00", tick=False)
def test_the_first_day_ends_at_midnight_where_the_batch_meets(course: CoursePage) -> None:
    # In Karachi it is the 28th already, in London still the 27th.
    plan(course, date(2026, 11, 27), time_zone="Asia/Karachi")
    assert next_intakes(course.key) == []
    plan(course, date(2026, 11, 27), time_zone="Europe/London")
    assert next_intakes(course.key) == [Intake(date(2026, 11, 27))]


def test_five_first_days_at_most_and_two_alike_are_one(course: CoursePage) -> None:
    today = timezone.localdate()
    for days in (8, 1, 1, 5, 2, 3, 6):
        plan(course, today + timedelta(days=days), centre=make_centre())
    told = next_intakes(course.key)
    assert [(intake.starts_on - today).days for intake in told] == [1, 2, 3, 5, 6]


def test_without_a_first_day_it_says_so(course: CoursePage, client: Client) -> None:
    assert "No first day is set yet." in read(client, "/courses/design/")


def test_hours_and_weeks_are_those_of_the_source_language(course: CoursePage, client: Client) -> None:
    translate(course, title="گرافک ڈیزائن", slug="design-ur")
    CoursePage.objects.filter(pk=course.pk).update(room_hours=60)
    assert ">60</bdi>" in read(client, "/courses/design-ur/", "ur")


def test_what_is_kept_of_an_edition_is_what_its_bytes_say(course: CoursePage) -> None:
    kept = EditionListing.objects.get(edition__course_key=course.key)
    again = make_listing(kept.edition)
    names = ("rules", "languages", "weights", "missing", "words")
    assert [getattr(kept, name) for name in names] == [getattr(again, name) for name in names]
    assert kept.words == " see like a designer first second"


def test_a_row_made_by_other_rules_is_made_anew(course: CoursePage) -> None:
    EditionListing.objects.update(rules=0, words="")
    kept = EditionListing.objects.select_related("edition").get()
    assert listing_of(kept.edition).words == " see like a designer first second"


def test_a_page_of_many_courses_asks_as_often_as_one_of_few(course: CoursePage, client: Client) -> None:
    make_course("Second")
    few = [queries(client, path) for path in ("/courses/", "/courses/?q=first", "/courses/design/")]
    for number in range(15):
        other = make_course(f"More {number}", track=Track.objects.create(name=f"Track {number}"))
        make_any_edition(other.key)
        make_any_edition(other.key)
        plan(course, timezone.localdate() + timedelta(days=number), centre=make_centre(f"Centre {number}"))
    assert [queries(client, path) for path in ("/courses/", "/courses/?q=first", "/courses/design/")] == few
    assert max(few) <= 14


@pytest.mark.parametrize("language", ["en", "ur"])
def test_full_pages_still_fit(course: CoursePage, client: Client, language: str) -> None:
    for days in range(1, 8):
        plan(course, timezone.localdate() + timedelta(days=days), centre=make_centre(), women_only=True)
    translate(course)
    for number in range(12):
        words = {
            "summary": f"Make {number} signs that people can read in two seconds, with a phone and {number} colours."
        }
        other = make_course(
            f"Course number {number}", room_hours=number, track=Track.objects.create(name=f"T{number}"), **words
        )
        make_any_edition(other.key)
    assert first_view(read(client, "/courses/design/", language)) <= BUDGET
    assert first_view(read(client, "/courses/", language)) <= BUDGET < WINDOW


def test_a_thousand_modules_do_not_close_the_catalogue(course: CoursePage, client: Client) -> None:
    """Each module is closed to visitors by a row of its own; SQLite takes no question with a thousand parts."""
    make_guide(slug="how", recording=make_recording())
    module = ModulePage.objects.get()
    PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page_id=module.pk, restriction_type="groups") for _ in range(1500)
    )
    for path in ("/courses/", "/courses/design/", "/courses/how/", "/sitemap.xml", "/"):
        assert client.get(path, follow=True).status_code == 200, path


def test_a_course_that_is_kept_for_some_is_listed_to_nobody(course: CoursePage, client: Client) -> None:
    other = make_course("Kept", slug="kept")
    PageViewRestriction.objects.create(page_id=other.pk, restriction_type="login")
    assert "Kept" not in read(client, "/courses/")
    assert "kept" not in read(client, "/sitemap.xml")


def test_the_sitemap_names_catalogue_courses_and_guides_once_and_nothing_else(
    course: CoursePage, client: Client
) -> None:
    make_guide(slug="how")
    translate(course, title="گرافک ڈیزائن", slug="design-ur")
    make_course("Draft", slug="draft", live=False)
    make_module(course, slug="module")
    cohort = plan(course, timezone.localdate() + timedelta(days=3), centre=make_centre())
    Site.objects.update(hostname="localhost")
    said = read(client, "/sitemap.xml")
    found = re.findall(r"<loc>http://testserver/courses/([^<]*)</loc>", said)
    assert sorted(found) == ["", "design-ur/", "design/", "how/"]
    assert said.count("<loc>") == 4
    assert str(cohort.uuid) not in said


@override_settings(HUNAR_FOUNDATION=settings.HUNAR_FOUNDATION | {"BASE_TEMPLATE": "hunar_foundation/base.html"})
@pytest.mark.parametrize("path", ["/courses/", "/courses/?q=design", "/courses/?q=nothing", "/courses/design/"])
def test_the_pages_stand_in_a_plain_base_without_a_style_sheet(course: CoursePage, client: Client, path: str) -> None:
    make_course("Second", online_weeks=2)
    said = read(client, path)
    assert "<h1" in said
    assert "stylesheet" not in said
    assert "<script" not in said


def test_a_preview_of_a_draft_shows_the_draft(course: CoursePage) -> None:
    draft = CoursePage.objects.get(pk=course.pk)
    draft.title, draft.room_hours = "Not yet said", 7
    said = draft.make_preview_request(preview_mode="").rendered_content
    assert "Not yet said" in said
    assert "7 hours" in said
