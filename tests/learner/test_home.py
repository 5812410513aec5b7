"""Home: what is next, how long the door stays open, and how little it costs to ask."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from certificates.api import issue
from courses.running.api import create_session, record_activity, take_roll, withdraw
from courses.running.models import LecturePlace
from lms.foundation.api import store_bytes
from lms.people.models import Person
from tests.factories.certificates import finish, make_passed
from tests.factories.running import lesson, make_cohort, make_enrolment, make_person, make_superuser, quiz
from tests.running.test_door import entry

pytestmark = pytest.mark.django_db


def signed_in(person: Person, language: str = "en") -> Client:
    client = Client()
    client.force_login(person.user)
    client.cookies["hunar_project_language"] = language
    return client


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.split('<main id="main">', 1)[1]).split())


def test_the_next_lesson_is_the_one_solid_button() -> None:
    person = make_person()
    first, second = lesson("What is design for"), lesson("Contrast")
    enrolment = make_enrolment(person, make_cohort(activities=[first, second]))
    record_activity(person, first["key"], enrolment.cohort.edition, done=True, at=timezone.now())
    page = signed_in(person).get("/").content.decode()
    assert f'href="/learn/{enrolment.uuid}/{second["key"]}/"' in page
    assert page.count('class="btn"') == 1
    assert "Start lesson 2" in words(page)
    assert "1 of 2 done" in words(page)
    assert "Open until" in words(page)


def test_home_in_urdu_holds_no_english_sentence() -> None:
    person = make_person()
    make_enrolment(person)
    page = signed_in(person, "ur").get("/").content.decode()
    assert '<html lang="ur" dir="rtl">' in page
    left = re.sub(r"(English|MB|Hunar|Batch \d+|Contrast)", "", words(page))
    assert not re.search(r"[A-Za-z]{3,}", left), left


def test_a_quiz_is_called_a_quiz() -> None:
    person = make_person()
    make_enrolment(person, make_cohort(activities=[quiz("Check yourself")]))
    assert "Go to the quiz" in words(signed_in(person).get("/").content.decode())


def test_the_place_in_the_lecture_is_named() -> None:
    person = make_person()
    sound = store_bytes(b"sound", suffix="m4a", content_type="audio/mp4")
    first = lesson("Contrast", lectures={"en": entry(sound)}, files=[sound])
    make_enrolment(person, make_cohort(activities=[first]))
    LecturePlace.objects.create(
        person=person, activity_key=first["key"], seconds=250, rung="audio", updated_at=timezone.now()
    )
    assert "You stopped at 4:10 ." in words(signed_in(person).get("/").content.decode())


def test_a_finished_course_leads_to_its_certificate() -> None:
    enrolment = make_passed()
    before = words(signed_in(enrolment.person).get("/").content.decode())
    assert "Your centre now issues your certificate" in before
    issue(enrolment, by=None)
    page = signed_in(enrolment.person).get("/").content.decode()
    assert "Your certificate is ready." in words(page)
    assert '<a class="btn" href="/certificates/">' in page


def test_done_with_everything_but_the_hours() -> None:
    enrolment = finish(make_enrolment())
    assert "2304 minutes in class are missing" in words(signed_in(enrolment.person).get("/").content.decode())


def test_hours_are_sewn_one_stitch_each_and_only_her_own_count() -> None:
    cohort = make_cohort()
    enrolments = [make_enrolment(cohort=cohort) for _ in range(3)]
    for day in range(4):
        starts_at = timezone.now() - timedelta(days=day + 1)
        session = create_session(
            title=f"Day {day}", starts_at=starts_at, planned_minutes=360, cohorts=[cohort], by=None
        )
        take_roll(session, {enrolment.person.uuid: 360 for enrolment in enrolments}, by=None)
    page = signed_in(enrolments[0].person).get("/").content.decode()
    assert "24 of 48 hours" in words(page)
    assert "24 hours left" in words(page)
    assert 'viewBox="0 0 47.8 1"' in page


def test_after_the_days_the_door_says_four_things_and_no_lesson_is_linked() -> None:
    person = make_person()
    started = timezone.localdate() - timedelta(days=90)
    enrolment = make_enrolment(person, make_cohort(starts_on=started))
    page = signed_in(person).get("/").content.decode()
    text = words(page)
    places = [text.index(part) for part in ("Why", "Until when", "What now", "Still yours")]
    assert places == sorted(places)
    assert not re.search(rf"/learn/{enrolment.uuid}/[0-9a-f-]{{36}}", page)


def test_a_course_with_something_to_do_goes_before_a_shut_one() -> None:
    person = make_person()
    shut = make_enrolment(person, make_cohort(starts_on=timezone.localdate() - timedelta(days=90)))
    open_one = make_enrolment(person)
    page = signed_in(person).get("/")
    assert page.context["lead"].enrolment == open_one
    assert [other.enrolment for other in page.context["others"]] == [shut]


def test_nobody_in_no_course_reads_what_will_happen() -> None:
    person = make_person()
    assert "You are in no course yet" in words(signed_in(person).get("/").content.decode())


def test_a_withdrawn_trainee_keeps_the_way_to_her_marks() -> None:
    person = make_person()
    enrolment = make_enrolment(person)
    withdraw(enrolment, by=None)
    assert "You are no longer in this batch" in words(signed_in(person).get("/").content.decode())


def test_staff_enrolled_nowhere_are_taken_to_their_desk() -> None:
    assert signed_in(make_superuser()).get("/")["Location"] == "/cms/"


def test_a_visitor_is_asked_to_sign_in() -> None:
    assert Client().get("/")["Location"] == "/sign-in/?next=/"


@pytest.mark.parametrize(("courses", "lessons"), [(1, 1), (1, 40), (5, 12)])
def test_at_most_six_queries_whatever_the_size(courses: int, lessons: int) -> None:
    person = make_person()
    for _ in range(courses):
        cohort = make_cohort(activities=[lesson(f"L{number}") for number in range(lessons)])
        make_enrolment(person, cohort)
        for _ in range(3):
            make_enrolment(cohort=cohort)
    client = signed_in(person)
    client.get("/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get("/").status_code == 200
    assert len(queries) <= 6, [query["sql"][:120] for query in queries]
