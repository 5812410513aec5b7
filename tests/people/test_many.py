"""Many persons at once: each can sign in by her slip, none twice, nobody without the right."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from lms.people.actions import many
from lms.people.api import (
    NewTrainee,
    draw_slips,
    issue_slip,
    keep_slips,
    new_trainees,
    persons_by_numbers,
    persons_by_username,
    persons_with_identifier,
)
from lms.people.models import Person, StartSlip
from tests.factories.people import person, programme_admin

pytestmark = pytest.mark.django_db


def trainee(number: int, **more: str) -> NewTrainee:
    return NewTrainee(display_name=f"D{number}", legal_name=f"L{number}", cnic=f"91234{number:08}", **more)


def test_each_has_an_account_that_nothing_opens_yet() -> None:
    made = new_trainees([trainee(1), trainee(2, username="hana-2", phone="+923001234567")], by=programme_admin())
    assert [row.legal_name for row in made] == ["L1", "L2"]
    assert [row.user.has_usable_password() for row in made] == [False, False]
    assert made[0].user.get_username()[1:].isdecimal()
    assert persons_by_username(["hana-2"]) == {"hana-2": made[1]}
    assert persons_with_identifier("cnic", "91234-0000000-1") == [made[0]]
    assert persons_by_numbers("phone", ["+923001234567", "+923009999999"]) == {"+923001234567": [made[1]]}


def test_usernames_drawn_twice_or_taken_are_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    person("h00000001")
    drawn = iter(["h00000001", "h00000002", "h00000002", "h00000003", "h00000004"])
    monkeypatch.setattr(many, "new_username", lambda: next(drawn))
    made = new_trainees([trainee(1), trainee(2), trainee(3, username="hana-3"), trainee(4)], by=None)
    names = [row.user.get_username() for row in made]
    assert names == ["h00000003", "h00000002", "hana-3", "h00000004"]


def test_a_number_that_is_taken_leaves_nobody_behind() -> None:
    new_trainees([trainee(1)], by=None)
    before = get_user_model().objects.count()
    with pytest.raises(IntegrityError):
        new_trainees([trainee(2), trainee(1)], by=None)
    assert get_user_model().objects.count() == before
    assert not Person.objects.filter(legal_name="L2").exists()


def test_who_may_make_one_may_make_many_and_nobody_else() -> None:
    for act in (
        lambda by: new_trainees([trainee(1)], by=by),
        lambda by: draw_slips([], by=by, reason="first sign-in"),
    ):
        with pytest.raises(PermissionDenied):
            act(person())


def test_drawn_slips_are_good_once_kept_and_void_what_was_open() -> None:
    one, two = new_trainees([trainee(1), trainee(2)], by=None)
    old, _code = issue_slip(one, by=None, reason="first")
    pairs = draw_slips([one, two], by=None, reason="list")
    assert StartSlip.objects.count() == 1
    keep_slips(pairs)
    old.refresh_from_db()
    assert old.voided_at is not None
    assert StartSlip.objects.filter(voided_at=None).count() == 2
    assert len({code for _slip, code in pairs}) == 2


def test_a_hundred_cost_no_more_queries_than_ten() -> None:
    def asked(numbers: range) -> int:
        with CaptureQueriesContext(connection) as queries:
            new_trainees([trainee(number) for number in numbers], by=None)
        return len([query for query in queries if query["sql"].startswith("SELECT")])

    assert asked(range(100, 200)) == asked(range(10)) == 1
