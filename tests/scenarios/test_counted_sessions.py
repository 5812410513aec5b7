"""Programmes that count sessions: in a room, as Empower did, or at home, as women asked for."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.utils.html import strip_tags

from certificates.models import Award
from courses.authoring.actions.release import make_edition
from courses.authoring.models import CoursePage
from courses.running.models import Programme
from tests.factories.authoring import make_course, make_lesson, make_module, make_recording
from tests.factories.running import make_superuser
from tests.scenarios.programme_doors import (
    add_batch,
    add_trainee,
    certificate_officer,
    change_programme,
    finish_lesson,
    hold_class,
    issue,
    programme_admin,
    signed_in,
    trainer,
    url,
)

pytestmark = pytest.mark.django_db
FIRST_DAY = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Asia/Karachi"))
DAY = timedelta(days=1)


def released(lessons: int = 1, *, recorded: bool = False) -> tuple[CoursePage, list]:
    course = make_course("Working on line")
    module = make_module(course)
    made = []
    for number in range(lessons):
        recording = {"recording": make_recording(course)} if recorded else {}
        made.append(make_lesson(module, f"Lesson {number}", **recording).key)
    make_edition(course, by=make_superuser())
    return course, made


def test_seven_of_eight_sessions_is_one_session_short() -> None:
    with time_machine.travel(FIRST_DAY - DAY, tick=False) as clock:
        call_command("load_presets", "empower", verbosity=0)
        programme = Programme.objects.get()
        course, _lessons = released()
        admin = programme_admin(programme)
        change_programme(admin, programme, courses=[str(course.key)])
        batch = add_batch(admin, programme, course.key, FIRST_DAY.date())
        eight, seven = add_trainee(admin, batch), add_trainee(admin, batch)
        teacher = trainer(course.key)
        for day in range(8):
            clock.move_to(FIRST_DAY + day * DAY + timedelta(hours=5))
            hold_class(teacher, batch, FIRST_DAY + day * DAY, {eight: 5, seven: 0 if day == 3 else 240})
        said = issue(certificate_officer(programme), batch, eight, seven)
        assert "1 certificate issued." in said
        assert "1 session short: 7 of 8 classes attended." in said
        assert Award.objects.get().person == eight.person
        hers = strip_tags(signed_in(seven.person).get(f"/learn/{seven.uuid}/marks/").content.decode())
        assert "1 session short: you have been to 7 of 8 classes." in hers
        evidence = Award.objects.get().evidence["standing"]
        assert evidence["rule_sentences"] == ["8 class sessions attended or more."]
        assert evidence["sessions"] == 8
        assert {"code": "sessions", "state": "met", "missing": []} in evidence["clauses"]
        assert evidence["rule"]["pass"]["clauses"] == [{"kind": "sessions", "least": 8, "minutes_each": 1}]


def test_a_woman_at_home_passes_by_recorded_lectures_alone() -> None:
    with time_machine.travel(FIRST_DAY, tick=False):
        call_command("load_presets", "womens-empowerment", verbosity=0)
        programme = Programme.objects.get()
        course, lessons = released(4, recorded=True)
        admin = programme_admin(programme)
        recorded = '{"clauses": [{"kind": "items", "activities": "lecture", "least": 3}]}'
        changes = {"courses": [str(course.key)], "required_activities": "", "more": recorded}
        change_programme(admin, programme, **changes)
        batch = add_batch(admin, programme, course.key, FIRST_DAY.date(), delivery="home", women_only="on")
        page = admin.get(url("cohort", batch.uuid)).content.decode()
        assert "Taught at home." in page
        assert "No centre is chosen" not in page
        enough, short = add_trainee(admin, batch), add_trainee(admin, batch)
        for enrolment, count in ((enough, 3), (short, 2)):
            client = signed_in(enrolment.person)
            assert [finish_lesson(client, enrolment, key) for key in lessons[:count]] == [200] * count
        hers = strip_tags(signed_in(short.person).get(f"/learn/{short.uuid}/marks/").content.decode())
        assert "1 activity is missing: you have finished 2 of 3." in hers
        said = issue(certificate_officer(programme), batch, enough, short)
        assert "1 certificate issued." in said
        assert "2 of 3 activities are finished." in said
