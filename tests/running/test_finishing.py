"""Finishing: a form and a script say the same thing to the same inbox; a course is completed once."""

import json
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.running.actions.progress import record_activity
from courses.running.models import ActivityRecord, Enrolment, LecturePlace
from courses.running.signals import course_completed
from courses.running.standing import standing
from tests.factories.running import lesson, make_cohort, make_enrolment, make_person, make_programme, quiz
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db
FREE = {"planned_minutes": 0, "required_minutes": 0}


def send(client: Client, *events: dict[str, Any], device: str = "phone") -> list[dict[str, Any]]:
    body = json.dumps({"device": device, "events": events})
    return client.post(reverse("hunar_foundation:inbox"), body, content_type="application/json").json()["verdicts"]


def event(enrolment: Enrolment, verb: str, key: Any, *, sequence: int = 1, **more: Any) -> dict[str, Any]:
    payload = {"enrolment": str(enrolment.uuid), "activity": str(key)} | more
    return {"uuid": str(uuid4()), "verb": verb, "sequence": sequence, "payload": payload}


def first_key(enrolment: Enrolment) -> Any:
    return standing(enrolment).activities[0].key


def test_the_button_finishes_a_lesson_and_pressing_it_twice_too(signed: Signed) -> None:
    enrolment = make_enrolment()
    client, key = signed(enrolment.person), first_key(enrolment)
    page = client.get(reverse("hunar_running:activity", args=[enrolment.uuid, key]))
    data = {"event": str(page.context["event"])}
    finish = reverse("hunar_running:finish", args=[enrolment.uuid, key])
    for _ in range(2):
        response = client.post(finish, data)
        assert response["Location"] == reverse("hunar_running:course", args=[enrolment.uuid])
    record = ActivityRecord.objects.get()
    assert (record.activity_key, record.state, record.edition) == (key, "done", enrolment.cohort.edition)
    again = client.get(reverse("hunar_running:activity", args=[enrolment.uuid, key])).content.decode()
    assert "You have finished this lesson." in again


def test_a_script_finishes_it_by_the_same_verb(signed: Signed) -> None:
    enrolment = make_enrolment()
    said = event(enrolment, "lesson.finish", first_key(enrolment))
    client = signed(enrolment.person)
    assert send(client, said)[0]["status"] == "stored"
    assert send(client, said)[0]["status"] == "duplicate"
    assert ActivityRecord.objects.count() == 1


def test_a_quiz_is_not_finished_by_saying_so(signed: Signed) -> None:
    enrolment = make_enrolment(cohort=make_cohort(activities=[quiz()]))
    verdict = send(signed(enrolment.person), event(enrolment, "lesson.finish", first_key(enrolment)))[0]
    assert verdict["status"] == "refused"
    assert not ActivityRecord.objects.exists()


def test_an_activity_of_no_course_of_hers_is_refused(signed: Signed) -> None:
    enrolment = make_enrolment()
    assert send(signed(enrolment.person), event(enrolment, "lesson.finish", uuid4()))[0]["reason"] == "unknown"


def test_a_broken_form_saves_nothing_and_says_so(signed: Signed) -> None:
    enrolment = make_enrolment()
    finish = reverse("hunar_running:finish", args=[enrolment.uuid, first_key(enrolment)])
    response = signed(enrolment.person).post(finish, {"event": "nonsense"})
    assert response.status_code == 409
    assert "Not saved" in response.content.decode()
    assert not ActivityRecord.objects.exists()


def lecture(title: str) -> dict[str, Any]:
    return lesson(title, lectures={"en": {"seconds": 600.0, "synthetic_voice": False, "renditions": []}})


def test_the_place_is_kept_across_phones(signed: Signed) -> None:
    enrolment = make_enrolment(cohort=make_cohort(activities=[lecture("Talk")]))
    client, key = signed(enrolment.person), first_key(enrolment)
    send(client, event(enrolment, "lecture.place", key, sequence=5, seconds=250.4, rung="audio"), device="one")
    page = client.get(reverse("hunar_running:activity", args=[enrolment.uuid, key])).content.decode()
    assert LecturePlace.objects.get().seconds == 250.4
    send(client, event(enrolment, "lecture.place", key, sequence=1, seconds=300, rung="slides"), device="two")
    assert LecturePlace.objects.get().seconds == 300
    # An event of the second phone that was held up on the way takes nothing back.
    send(client, event(enrolment, "lecture.place", key, sequence=0, seconds=10, rung="slides"), device="two")
    assert LecturePlace.objects.get().seconds == 300
    assert page


@pytest.mark.parametrize("seconds", [-1, 90000, "x"])
def test_a_place_that_cannot_be_is_refused(signed: Signed, seconds: Any) -> None:
    enrolment = make_enrolment(cohort=make_cohort(activities=[lecture("Talk")]))
    said = event(enrolment, "lecture.place", first_key(enrolment), seconds=seconds, rung="audio")
    assert send(signed(enrolment.person), said)[0]["reason"] == "malformed"


def marked(enrolment: Enrolment, score: str, of: str, *, done: bool = True) -> ActivityRecord:
    edition = enrolment.cohort.edition
    key = first_key(enrolment)
    marks = {"score": Decimal(score), "max_score": Decimal(of)}
    return record_activity(enrolment.person, key, edition, done=done, at=timezone.now(), **marks)


def test_a_record_only_ever_gets_better() -> None:
    enrolment = make_enrolment(cohort=make_cohort(activities=[quiz(), lesson()]))
    assert marked(enrolment, "6", "10").best_score == 6
    worse = marked(enrolment, "11", "20", done=False)
    assert (worse.state, worse.best_score, worse.max_score) == ("done", 6, 10)
    better = marked(enrolment, "3.5", "5")
    assert (better.best_score, better.max_score) == (Decimal("3.5"), 5)


def test_a_course_is_completed_once_and_told_after_commit(django_capture_on_commit_callbacks: Any) -> None:
    told: list[Enrolment] = []

    def hear(enrolment: Enrolment, **_: Any) -> None:
        told.append(enrolment)

    enrolment = make_enrolment(cohort=make_cohort(make_programme(**FREE), [quiz(percent=50)]))
    course_completed.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            marked(enrolment, "5", "10")
            assert told == []
        assert told == []
        with django_capture_on_commit_callbacks(execute=True):
            marked(enrolment, "6", "10")
            assert told == []
        assert told == [enrolment]
        with django_capture_on_commit_callbacks(execute=True):
            marked(enrolment, "10", "10")
        assert told == [enrolment]
    finally:
        course_completed.disconnect(hear)
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None


def test_a_shared_activity_is_finished_once_for_all_her_courses() -> None:
    shared = lesson("Getting paid online", key=uuid4())
    person = make_person()
    first, second = [make_enrolment(person, make_cohort(make_programme(**FREE), [dict(shared)])) for _ in range(2)]
    record_activity(person, first_key(first), first.cohort.edition, done=True, at=timezone.now())
    assert ActivityRecord.objects.count() == 1
    for enrolment in (first, second):
        enrolment.refresh_from_db()
        assert enrolment.completed_at is not None
