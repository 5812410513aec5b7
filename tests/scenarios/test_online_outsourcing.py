"""Online outsourcing: the second stage opens at twenty hours in class, by itself and not a minute before."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.utils.html import strip_tags

from courses.authoring.actions.release import make_edition
from courses.running.models import Programme
from tests.factories.authoring import make_course, make_lesson, make_module
from tests.factories.running import make_superuser
from tests.scenarios.programme_doors import (
    add_batch,
    add_trainee,
    change_programme,
    finish_lesson,
    hold_class,
    lesson,
    programme_admin,
    signed_in,
    trainer,
)

pytestmark = pytest.mark.django_db
FIRST_DAY = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Asia/Karachi"))
DAY = timedelta(days=1)
HOURS_IN_URDU = "کلاس میں 20 گھنٹے مکمل ہونے پر یہ حصہ کھلے گا: 30 منٹ باقی ہیں۔"


def test_nineteen_and_a_half_hours_are_shut_and_twenty_are_open() -> None:
    with time_machine.travel(FIRST_DAY - DAY, tick=False) as clock:
        call_command("load_presets", "online-outsourcing", verbosity=0)
        programme = Programme.objects.get()
        course = make_course("Online work")
        one, two, three = (make_lesson(make_module(course, f"Stage {n}"), f"Lesson {n}").key for n in (1, 2, 3))
        make_edition(course, by=make_superuser())
        admin = programme_admin(programme)
        change_programme(admin, programme, courses=[str(course.key)])
        batch = add_batch(admin, programme, course.key, FIRST_DAY.date())
        enrolment = add_trainee(admin, batch)
        teacher = trainer(course.key)

        for day, minutes in enumerate((240, 240, 240, 240, 210)):
            clock.move_to(FIRST_DAY + day * DAY + timedelta(hours=5))
            hold_class(teacher, batch, FIRST_DAY + day * DAY, {enrolment: minutes})
        client = signed_in(enrolment.person)
        assert client.get(lesson(enrolment, one)).status_code == 200
        shut = client.get(lesson(enrolment, two))
        assert shut.status_code == 403
        assert "opens when you have 20 hours in class: 30 minutes to go." in strip_tags(shut.content.decode())
        outline = strip_tags(client.get(f"/learn/{enrolment.uuid}/").content.decode())
        assert "This module opens when you have 20 hours in class: 30 minutes to go." in outline
        assert "This module opens when you have 56 hours in class: 36 hours 30 minutes to go." in outline
        # What the next step is, a shut module is none of it.
        finish_lesson(client, enrolment, one)
        assert str(two) not in client.get("/").content.decode()
        client.cookies["django_language"] = "ur"
        from django.conf import settings

        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ur"
        assert HOURS_IN_URDU in strip_tags(client.get(lesson(enrolment, two)).content.decode())

        clock.move_to(FIRST_DAY + 5 * DAY + timedelta(hours=5))
        hold_class(teacher, batch, FIRST_DAY + 5 * DAY, {enrolment: 30}, planned=30)
        client = signed_in(enrolment.person)
        assert finish_lesson(client, enrolment, two) == 200
        assert client.get(lesson(enrolment, three)).status_code == 403


def test_a_stage_may_open_on_a_day_of_the_window() -> None:
    with time_machine.travel(FIRST_DAY - DAY, tick=False) as clock:
        call_command("load_presets", "online-outsourcing", verbosity=0)
        programme = Programme.objects.get()
        course = make_course("Online work")
        make_lesson(make_module(course, "Stage 1"), "One")
        two = make_lesson(make_module(course, "Stage 2"), "Two").key
        make_edition(course, by=make_superuser())
        admin = programme_admin(programme)
        change_programme(admin, programme, courses=[str(course.key)], more='{"stages": [{"module": 2, "day": 8}]}')
        batch = add_batch(admin, programme, course.key, FIRST_DAY.date())
        enrolment = add_trainee(admin, batch)
        eighth = FIRST_DAY.replace(hour=0) + 7 * DAY
        clock.move_to(eighth - timedelta(seconds=1))
        shut = signed_in(enrolment.person).get(lesson(enrolment, two))
        assert shut.status_code == 403
        assert "This module opens on Monday 9 November." in strip_tags(shut.content.decode())
        clock.move_to(eighth)
        assert signed_in(enrolment.person).get(lesson(enrolment, two)).status_code == 200
