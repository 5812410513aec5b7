"""Whom a batch takes: at most so many at once, one first, others completed before; and one institute's people."""

from uuid import uuid4

import pytest
from django.utils import timezone

from courses.running.actions.enrolments import enrol, withdraw
from courses.running.admission import Held, refusal
from courses.running.errors import Refusal
from courses.running.models import Enrolment, Programme, ProgrammeCourse
from courses.running.policy.stages import AdmissionPolicy
from lms.people.models import Organisation
from tests.factories.running import make_cohort, make_edition, make_person, make_programme
from tests.scenarios.programme_doors import programme_admin, url

FREELANCING, DESIGN, WRITING = uuid4(), uuid4(), uuid4()
RULE = AdmissionPolicy(most_at_once=2, first_course=FREELANCING, after_courses=())


def held(course: object, *, running: bool = True, completed: bool = False) -> Held:
    return Held(course, running, completed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("course", "places", "words"),
    [
        (FREELANCING, [], ""),
        (DESIGN, [], "comes first"),
        (DESIGN, [held(FREELANCING)], ""),
        (WRITING, [held(FREELANCING), held(DESIGN)], "in 2 already"),
        (WRITING, [held(FREELANCING, running=False, completed=True), held(DESIGN)], ""),
    ],
)
def test_two_at_a_time_and_freelancing_first(course: object, places: list[Held], words: str) -> None:
    said = refusal(RULE, course, places)  # type: ignore[arg-type]
    assert words in said
    assert bool(said) == bool(words)


def test_others_must_be_completed_first() -> None:
    rule = AdmissionPolicy(after_courses=(FREELANCING, DESIGN))
    done = held(FREELANCING, running=False, completed=True)
    assert "1 other course must be completed first." in refusal(rule, WRITING, [done, held(DESIGN)])
    assert refusal(rule, WRITING, [done, held(DESIGN, running=False, completed=True)]) == ""
    assert refusal(AdmissionPolicy(), WRITING, []) == ""


@pytest.mark.django_db
def test_the_third_running_course_is_refused_by_the_form_until_one_is_left() -> None:
    programme = make_programme(admission={"most_at_once": 2})
    batches = []
    for _ in range(3):
        key = uuid4()
        ProgrammeCourse.objects.create(programme=programme, course_key=key)
        batches.append(batch_of(programme, key))
    person, admin = make_person(username="busy"), programme_admin(programme)
    for batch in batches[:2]:
        enrol(person, batch, by=None)
    data = {"username": "busy", "known": "on", "language": "en"}
    said = admin.post(url("add_trainee", batches[2].uuid), data).content.decode()
    assert "At most 2 courses at a time: this person is in 2 already. The person was not added." in said
    withdraw(Enrolment.objects.get(cohort=batches[0]), by=None)
    assert admin.post(url("add_trainee", batches[2].uuid), data).status_code == 302
    # Somebody who is in already is not refused for it.
    enrol(person, batches[2], by=None)
    with pytest.raises(Refusal, match="At most 2"):
        enrol(person, batches[0], by=None)
    Enrolment.objects.filter(cohort=batches[1]).update(completed_at=timezone.now())
    enrol(person, batches[0], by=None)


def batch_of(programme: Programme, key: object) -> object:
    from courses.running.models import Cohort

    edition = make_edition(key)  # type: ignore[arg-type]
    opening = {"edition": edition, "state": "open", "opened_at": timezone.now()}
    return Cohort.objects.create(
        programme=programme, course_key=key, name=str(key)[:8], starts_on=timezone.localdate(), **opening
    )


@pytest.mark.django_db
def test_a_batch_for_one_institute_takes_its_people_alone() -> None:
    institute, other = (Organisation.objects.create(name=name) for name in ("Institute X", "Institute Y"))
    batch = make_cohort(members_of=institute)
    person = make_person()
    person.organisations.add(other)
    with pytest.raises(Refusal, match="students and staff of Institute X only"):
        enrol(person, batch, by=None)
    person.organisations.add(institute)
    assert enrol(person, batch, by=None).state == "active"
