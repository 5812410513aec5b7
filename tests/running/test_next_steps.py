"""When a trainee completes a course she sees its roadmap, and the way she chooses is kept and counted."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.running.actions.progress import record_activity
from courses.running.models import ActivityRecord, Enrolment, NextStep
from courses.running.staff.lists import ways_chosen
from courses.running.standing import standing
from tests.factories.running import (
    lesson,
    make_cohort,
    make_enrolment,
    make_person,
    make_programme,
    make_superuser,
)
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db
FREE = {"planned_minutes": 0, "required_minutes": 0}
WAYS = ["freelancing", "employment", "learning"]


@pytest.fixture
def enrolment() -> Enrolment:
    roadmap = lesson("What comes next", kind="roadmap", required=False, extra={"ways": WAYS})
    return make_enrolment(cohort=make_cohort(make_programme(**FREE), [lesson(), roadmap]))


def finish(enrolment: Enrolment) -> None:
    first = standing(enrolment).activities[0]
    at = enrolment.enrolled_at
    record_activity(enrolment.person, first.key, enrolment.cohort.edition, done=True, at=at)


def address(enrolment: Enrolment, name: str = "activity") -> str:
    return reverse(f"hunar_running:{name}", args=[enrolment.uuid, standing(enrolment).activities[1].key])


def choose(client: Client, enrolment: Enrolment, way: str) -> Any:
    event = client.get(address(enrolment)).context["event"]
    return client.post(address(enrolment, "choose"), {"event": str(event), "way": way})


def test_a_course_that_is_passed_leads_to_its_roadmap_and_one_that_is_not_does_not(
    enrolment: Enrolment, signed: Signed
) -> None:
    client, course = signed(enrolment.person), reverse("hunar_running:course", args=[enrolment.uuid])
    assert "See what comes next" not in client.get(course).content.decode()
    finish(enrolment)
    page = client.get(course).content.decode()
    assert "See what comes next" in page
    assert page.count(address(enrolment)) == 2


def test_she_chooses_and_may_change_her_mind(enrolment: Enrolment, signed: Signed) -> None:
    finish(enrolment)
    client = signed(enrolment.person)
    shown = client.get(address(enrolment)).content.decode()
    assert shown.count('type="radio"') == 3
    assert "checked" not in shown
    assert choose(client, enrolment, "learning")["Location"] == address(enrolment)
    again = client.get(address(enrolment)).content.decode()
    assert 'value="learning" required checked' in again
    assert "Saved on the server" in again
    choose(client, enrolment, "freelancing")
    assert list(NextStep.objects.values_list("way", "supersedes__way")) == [
        ("learning", None),
        ("freelancing", "learning"),
    ]
    assert ways_chosen(enrolment.cohort) == [("Freelancing online", 1)]


def test_the_same_answer_again_is_no_second_answer(enrolment: Enrolment, signed: Signed) -> None:
    client = signed(enrolment.person)
    for _time in range(2):
        choose(client, enrolment, "learning")
    assert NextStep.objects.count() == 1


def test_choosing_finishes_the_roadmap(enrolment: Enrolment, signed: Signed) -> None:
    choose(signed(enrolment.person), enrolment, "learning")
    key = standing(enrolment).activities[1].key
    assert ActivityRecord.objects.get(activity_key=key).state == "done"


@pytest.mark.parametrize("way", ["", "business", "x" * 99, "<b>"])
def test_a_way_that_is_not_shown_is_not_kept(enrolment: Enrolment, signed: Signed, way: str) -> None:
    response = choose(signed(enrolment.person), enrolment, way)
    assert response.status_code == 409
    assert "Not saved" in response.content.decode()
    assert not NextStep.objects.exists()


def test_nobody_answers_for_another_and_no_lesson_is_a_roadmap(enrolment: Enrolment, signed: Signed) -> None:
    other = signed(make_person())
    assert other.post(address(enrolment, "choose"), {"way": "learning"}).status_code == 404
    key = standing(enrolment).activities[0].key
    to_a_lesson = reverse("hunar_running:choose", args=[enrolment.uuid, key])
    assert signed(enrolment.person).post(to_a_lesson, {"event": "", "way": "learning"}).status_code == 409
    assert not NextStep.objects.exists()


def test_a_closed_door_keeps_the_answer_out(enrolment: Enrolment, signed: Signed) -> None:
    client = signed(enrolment.person)
    event = client.get(address(enrolment)).context["event"]
    enrolment.state = Enrolment.State.WITHDRAWN
    enrolment.save()
    assert client.post(address(enrolment, "choose"), {"event": str(event), "way": "learning"}).status_code in (403, 404)
    assert not NextStep.objects.exists()


def test_staff_see_how_many_go_which_way(enrolment: Enrolment, signed: Signed) -> None:
    other = make_enrolment(cohort=enrolment.cohort)
    for each, way in (
        (enrolment, "learning"),
        (other, "learning"),
        (make_enrolment(cohort=enrolment.cohort), "employment"),
    ):
        choose(signed(each.person), each, way)
    client = signed(make_superuser())
    said = client.get(reverse("hunar_running_staff:cohort", args=[enrolment.cohort.uuid])).content.decode()
    assert said.index("Learning further") < said.index("A job with a firm near you")


def test_the_page_costs_no_more_questions_than_a_lesson(
    enrolment: Enrolment, signed: Signed, django_assert_max_num_queries: Any
) -> None:
    client = signed(enrolment.person)
    page = address(enrolment)
    client.get(page)
    with django_assert_max_num_queries(6):
        client.get(page)
