"""Youth Employment Programme: 48 hours in a room, thirty days on line, and a certificate on the last of them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command

from assessments.models import Attempt, QuizPage
from certificates.models import Award
from courses.authoring.models import CoursePage
from courses.running.models import Enrolment, Programme
from tests.assessments.test_walk import hidden, walk
from tests.factories.assessments import keys_of, make_question, make_quiz_page, release
from tests.factories.authoring import make_small_course
from tests.scenarios.programme_doors import (
    add_batch,
    add_trainee,
    certificate_officer,
    change_programme,
    finish_lesson,
    hold_class,
    issue,
    lesson,
    programme_admin,
    signed_in,
    trainer,
)

pytestmark = pytest.mark.django_db
FIRST_DAY = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Asia/Karachi"))
DAY = timedelta(days=1)


def graphic_design() -> tuple[CoursePage, QuizPage]:
    """The course as its trainers have released it: two lessons and a quiz."""
    course = make_small_course("Graphic design")
    for _ in range(5):
        make_question(course.key)
    quiz = make_quiz_page(course, draw=4)
    release(quiz)
    return course, quiz


def learn(enrolment: Enrolment, quiz: QuizPage) -> None:
    """Finish every lesson and pass the quiz, on her phone."""
    client = signed_in(enrolment.person)
    for activity in lessons(enrolment):
        assert finish_lesson(client, enrolment, activity) == 200
    client.post(f"/quiz/start/{enrolment.uuid}/{quiz.key}/")
    attempt = Attempt.objects.get(person=enrolment.person)
    last = walk(client, attempt, keys_of(attempt))
    client.post(last, hidden(client.get(last).content.decode()))


def lessons(enrolment: Enrolment) -> list:
    from courses.authoring.api import load_manifest

    edition = enrolment.cohort.edition
    return [activity.key for activity in load_manifest(edition).activities if activity.kind == "lesson"]


def test_the_last_minute_decides_and_marks_outlive_the_window() -> None:
    with time_machine.travel(FIRST_DAY - DAY, tick=False) as clock:
        call_command("load_presets", "youth-employment", verbosity=0)
        programme = Programme.objects.get()
        course, quiz = graphic_design()
        admin = programme_admin(programme)
        confirmed = {"required_minutes": "2880", "required_minutes_confirmed": "on", "courses": [str(course.key)]}
        change_programme(admin, programme, **confirmed)
        batch = add_batch(admin, programme, course.key, FIRST_DAY.date())
        whole, short = add_trainee(admin, batch), add_trainee(admin, batch)

        teacher = trainer(course.key)
        for day in range(12):
            clock.move_to(FIRST_DAY + day * DAY + timedelta(hours=5))
            minutes = {whole: 240, short: 239 if day == 11 else 240}
            hold_class(teacher, batch, FIRST_DAY + day * DAY, minutes)

        clock.move_to(FIRST_DAY + 29 * DAY)
        for enrolment in (whole, short):
            learn(enrolment, quiz)
        officer = certificate_officer(programme)
        said = issue(officer, batch, whole, short)
        assert "1 certificate issued." in said
        assert "In class for 2879 of 2880 minutes." in said
        award = Award.objects.get()
        assert award.person == whole.person
        hers = signed_in(short.person).get(f"/learn/{short.uuid}/marks/").content.decode()
        assert "1</bdi> minute in class is missing" in hers

        clock.move_to(FIRST_DAY + 30 * DAY)
        client = signed_in(whole.person)
        for key in (*lessons(whole), quiz.key):
            assert client.get(lesson(whole, key)).status_code == 403
        marks = client.get(f"/learn/{whole.uuid}/marks/").content.decode()
        assert "4 of 4" in marks
        assert "48</bdi> hours" in marks
        assert client.get(f"/certificates/{award.uuid}/").status_code == 200


def test_a_late_class_holds_the_window_open_for_three_days_more() -> None:
    with time_machine.travel(FIRST_DAY - DAY, tick=False) as clock:
        call_command("load_presets", "youth-employment", verbosity=0)
        programme = Programme.objects.get()
        course, _quiz = graphic_design()
        admin = programme_admin(programme)
        change_programme(admin, programme, courses=[str(course.key)])
        batch = add_batch(admin, programme, course.key, FIRST_DAY.date())
        enrolment = add_trainee(admin, batch)
        last_class = FIRST_DAY + 28 * DAY
        clock.move_to(last_class + timedelta(hours=5))
        hold_class(trainer(course.key), batch, last_class, {enrolment: 240})
        key = lessons(enrolment)[0]
        for day, status in ((30, 200), (31, 200), (32, 403)):
            clock.move_to(FIRST_DAY.replace(hour=0) + day * DAY)
            assert signed_in(enrolment.person).get(lesson(enrolment, key)).status_code == status, day
        enrolment.projection.refresh_from_db()
        assert enrolment.projection.closes_at == FIRST_DAY.replace(hour=0) + 32 * DAY
