"""Joining a batch by code: one sentence for every wrong one, and not many tries."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from courses.running.models import Application, Cohort, Enrolment
from courses.running.seats.actions.codes import make_join_code
from lms.foundation.api import group_code, new_code
from tests.factories.running import make_cohort, make_enrolment, make_person
from tests.running.conftest import Signed
from tests.running.test_importing_trainees import address, admin_of

pytestmark = pytest.mark.django_db
WRONG = "This code opens no batch for you"


def joins(client: Client, code: str) -> str:
    """The sentence she reads, or where she is led."""
    response = client.post("/learn/join/", {"code": code})
    return response["Location"] if response.status_code == 302 else response.content.decode()


def test_she_types_it_as_she_read_it_and_is_in(signed: Signed) -> None:
    cohort = make_cohort()
    code = make_join_code(cohort, by=None)
    client = signed(make_person())
    assert "/learn/join/" in client.get("/").content.decode()
    led = joins(client, f" {group_code(code, 4).lower()} ")
    assert led == f"/learn/{Enrolment.objects.get(cohort=cohort).uuid}/"
    assert joins(client, code) == led


def test_a_full_batch_puts_her_on_the_list(signed: Signed) -> None:
    cohort = make_cohort(seats=1)
    make_enrolment(cohort=cohort)
    led = joins(signed(make_person()), make_join_code(cohort, by=None))
    assert led == f"/learn/seats/{Application.objects.get().uuid}/"


def test_every_wrong_code_gets_the_same_answer(signed: Signed) -> None:
    women, ended, stopped = make_cohort(women_only=True), make_cohort(), make_cohort()
    codes = [make_join_code(cohort, by=None) for cohort in (women, ended, stopped)]
    Cohort.objects.filter(pk=ended.pk).update(state="ended")
    Cohort.objects.filter(pk=stopped.pk).update(join_code=None)
    client = signed(make_person(gender="m"))
    answers = [joins(client, code) for code in [*codes, new_code(8), "rubbish", "ہ۱۲"]]
    assert all(WRONG in answer for answer in answers)
    assert len({len(answer.replace(code, "")) for answer, code in zip(answers[:4], [*codes, ""], strict=True)}) <= 2
    assert not Enrolment.objects.exists()
    assert not Application.objects.exists()


def test_a_woman_joins_the_batch_for_women(signed: Signed) -> None:
    cohort = make_cohort(women_only=True)
    assert joins(signed(make_person()), make_join_code(cohort, by=None)).startswith("/learn/")


def test_tries_are_counted_for_her_alone(signed: Signed) -> None:
    code = make_join_code(make_cohort(), by=None)
    client = signed(make_person())
    for _ in range(10):
        assert WRONG in joins(client, new_code(8))
    assert "Too many tries" in joins(client, code)
    assert not Enrolment.objects.exists()
    assert joins(signed(make_person()), code).startswith("/learn/")


def test_staff_make_renew_and_stop_it(signed: Signed) -> None:
    cohort = make_cohort()
    client = signed(admin_of(cohort))
    codes = []
    for _ in range(2):
        client.post(address("make_code", cohort.uuid))
        cohort.refresh_from_db()
        codes.append(cohort.join_code)
        assert group_code(cohort.join_code, 4) in client.get(address("seats", cohort.uuid)).content.decode()
    assert codes[0] != codes[1]
    trainee = signed(make_person())
    assert WRONG in joins(trainee, codes[0])
    client.post(address("stop_code", cohort.uuid))
    assert WRONG in joins(trainee, codes[1])


def test_a_visitor_signs_in_first() -> None:
    assert Client().get("/learn/join/").status_code == 302
    assert Client().post("/learn/join/", {"code": "1"}).status_code == 302


def test_a_batch_has_at_least_one_seat() -> None:
    with pytest.raises(ValidationError, match="some_seats"):
        Cohort(seats=0, name="x").validate_constraints()
