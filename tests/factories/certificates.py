"""Enrolments that passed, officers, and certificates for tests."""

from typing import Any

from django.utils import timezone

from certificates.api import Award, issue
from courses.authoring.api import load_manifest
from courses.running.api import record_activity
from courses.running.models import Cohort, Enrolment, Programme
from lms.people.api import Scope, assign_role
from lms.people.models import Person
from tests.factories.running import make_cohort, make_enrolment, make_person, make_programme


def make_holder(**more: Any) -> Person:
    """A trainee with names fit for paper."""
    return make_person(**{"legal_name": "Zarmina Gul", "urdu_name": "زرمینہ گل"} | more)


def make_course(*, specimen: bool = False, **policy: Any) -> Cohort:
    """An open cohort of two lessons in a programme of 48 hours that asks for no minutes in class."""
    programme = make_programme(**{"required_minutes": 0} | policy)
    programme.name, programme.name_ur = "Youth Employment Programme", "نوجوانوں کے روزگار کا پروگرام"
    programme.specimen = specimen
    programme.save()
    return make_cohort(programme)


def finish(enrolment: Enrolment) -> Enrolment:
    """Do every activity of the enrolment's course."""
    edition = enrolment.cohort.edition
    for module in load_manifest(edition).modules:
        for activity in module.activities:
            record_activity(enrolment.person, activity.key, edition, done=True, at=timezone.now())
    enrolment.refresh_from_db()
    return enrolment


def make_passed(person: Person | None = None, cohort: Cohort | None = None) -> Enrolment:
    """An enrolment that has all its programme asks for."""
    return finish(make_enrolment(person or make_holder(), cohort or make_course()))


def make_officer(programme: Programme) -> Person:
    """A certificate officer of one programme."""
    officer = make_person()
    assign_role(officer, "certificate_officer", Scope("programme", programme.uuid), by=None)
    return officer


def make_award(person: Person | None = None, *, specimen: bool = False, cohort: Cohort | None = None) -> Award:
    """A certificate, issued the way every certificate is."""
    return issue(make_passed(person, cohort or make_course(specimen=specimen)), by=None)
