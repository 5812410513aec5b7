"""A slip becomes a PIN, once, in its days, for its account."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lms.foundation.api import group_code
from lms.people.actions.pins import start_with_slip
from lms.people.api import TRAINER, Scope, assign_role, issue_slip
from lms.people.models import PinCredential, StartSlip
from tests.factories.people import person, programme_admin, superuser
from tests.foundation.threads import at_once

pytestmark = pytest.mark.django_db
PIN = "739105"


def begin(phone: Client, username: str, code: str, pin: str = PIN, again: str | None = None) -> Any:
    again = pin if again is None else again
    return phone.post(
        reverse("hunar_people:start"), {"username": username, "code": code, "pin": pin, "pin_again": again}
    )


def slip_for(username: str = "gul") -> tuple[Any, str]:
    gul = person(username)
    return gul, issue_slip(gul, by=None, reason="first sign-in")[1]


def opens(username: str, pin: str) -> bool:
    return authenticate(None, username=username, password=pin) is not None


def test_the_page_is_plain_and_is_not_kept(phone: Client) -> None:
    response = phone.get(reverse("hunar_people:start"))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert b"<script" not in response.content


def test_she_sets_her_pin_and_is_in(phone: Client) -> None:
    gul, code = slip_for()
    response = begin(phone, "gul", group_code(code, 4).lower())
    assert (response.status_code, response["Location"]) == (302, "/")
    assert phone.session["_auth_user_id"] == str(gul.user.pk)
    assert opens("gul", PIN)
    assert StartSlip.objects.get().used_at is not None


def test_what_she_types_in_urdu_digits_is_read(phone: Client) -> None:
    _, code = slip_for()
    urdu = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
    assert begin(phone, " GUL ", code.translate(urdu), PIN.translate(urdu)).status_code == 302
    assert opens("gul", PIN)


def test_a_slip_works_once(phone: Client) -> None:
    _, code = slip_for()
    begin(phone, "gul", code)
    assert begin(Client(HTTP_HOST="127.0.0.1"), "gul", code, "480248").status_code == 200
    assert opens("gul", PIN)
    assert not opens("gul", "480248")


def test_a_slip_ends_after_fourteen_days(phone: Client) -> None:
    _, code = slip_for()
    slip = StartSlip.objects.get()
    assert slip.expires_at - slip.issued_at == timedelta(days=14)
    late = timezone.now() - timedelta(days=14, seconds=1)
    StartSlip.objects.update(issued_at=late, expires_at=late + timedelta(days=14))
    assert begin(phone, "gul", code).status_code == 200
    assert not opens("gul", PIN)


def test_unknown_wrong_used_and_old_read_the_same(phone: Client) -> None:
    _, code = slip_for()
    _, other = slip_for("rani")
    begin(Client(HTTP_HOST="127.0.0.1"), "rani", other)
    pages = [
        begin(Client(HTTP_HOST="127.0.0.1"), username, typed).content.decode()
        for username, typed in (("gul", other), ("nobody", code), ("rani", other), ("rani", code))
    ]
    sentences = [page.split('role="alert"')[1].split("</p>")[0] for page in pages]
    assert len(set(sentences)) == 1
    assert StartSlip.objects.get(person__user__username="gul").used_at is None


@pytest.mark.parametrize(("pin", "again"), [("123456", None), ("000000", None), ("12345", None), (PIN, "739106")])
def test_a_pin_that_will_not_do_does_not_use_up_the_slip(phone: Client, pin: str, again: str | None) -> None:
    _, code = slip_for()
    response = begin(phone, "gul", code, pin, again)
    assert response.status_code == 200
    assert code in response.content.decode()
    assert pin not in response.content.decode().replace("123456.", "")
    assert StartSlip.objects.get().used_at is None
    assert not PinCredential.objects.exists()


def test_a_code_typed_wrong_is_told_at_the_code(phone: Client) -> None:
    _, code = slip_for()
    wrong = ("A" if code[0] != "A" else "B") + code[1:]
    assert b"Look at the slip again" in begin(phone, "gul", wrong).content


def test_start_codes_cannot_be_guessed_at_speed(phone: Client) -> None:
    from lms.foundation.api import new_code

    _, code = slip_for()
    for _ in range(50):
        begin(phone, "gul", new_code(12))
    assert b"Too many tries" in begin(phone, "gul", code).content
    assert StartSlip.objects.get().used_at is None


def test_a_new_slip_voids_the_old_one_and_the_pin_works_until_it_is_used(phone: Client) -> None:
    gul, first = slip_for()
    begin(phone, "gul", first)
    _, second = issue_slip(gul, by=None, reason="forgotten PIN")
    _, third = issue_slip(gul, by=None, reason="forgotten PIN, slip lost")
    assert opens("gul", PIN)
    assert begin(Client(HTTP_HOST="127.0.0.1"), "gul", second, "480248").status_code == 200
    assert begin(Client(HTTP_HOST="127.0.0.1"), "gul", third, "480248").status_code == 302
    assert not opens("gul", PIN)
    assert opens("gul", "480248")


def test_a_new_pin_ends_the_sessions_of_before(phone: Client) -> None:
    gul, first = slip_for()
    begin(phone, "gul", first)
    assert phone.get(reverse("hunar_people:pin")).status_code == 200
    _, second = issue_slip(gul, by=None, reason="lost phone")
    begin(Client(HTTP_HOST="127.0.0.1"), "gul", second, "480248")
    assert phone.get(reverse("hunar_people:pin")).status_code == 302


def test_a_person_of_the_demo_starts_from_this_machine_alone(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    gul, code = slip_for()
    gul.demo = True
    gul.save()
    assert begin(Client(HTTP_HOST="learn.example.org"), "gul", code).status_code == 200
    assert begin(Client(HTTP_HOST="127.0.0.1"), "gul", code).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_posts_at_once_one_wins() -> None:
    gul, code = slip_for()
    pins = [f"73910{number}" for number in range(8)]
    results = at_once(8, lambda number: start_with_slip(gul.user, code, pins[number]))
    assert sum(result is not None for result in results) == 1
    winner = next(number for number, result in enumerate(results) if result is not None)
    assert opens("gul", pins[winner])


class TestIssuing:
    def test_the_code_is_kept_nowhere(self) -> None:
        _, code = slip_for()
        row = StartSlip.objects.values().get()
        assert not any(code in str(value) for value in row.values())
        assert len(code) == 12

    def test_it_is_logged_with_a_key_and_without_a_name(self) -> None:
        admin = programme_admin()
        gul = person("gul", display_name="Canary", legal_name="Canary Legal")
        slip, code = issue_slip(gul, by=admin, reason="forgotten PIN")
        entry = ModelLogEntry.objects.get(action="hunar_people.issue_slip")
        assert (entry.user, entry.data) == (admin.user, {"slip": str(slip.uuid)})
        assert "Canary" not in f"{entry.label} {entry.data}"
        assert code not in f"{entry.label} {entry.data}"
        assert slip.issued_by == admin

    def test_a_reason_is_needed(self) -> None:
        with pytest.raises(ValueError, match="reason"):
            issue_slip(person(), by=None, reason="  ")

    def test_trainers_and_trainees_issue_none(self) -> None:
        from uuid import uuid4

        from lms.people.scopes import SITE

        trainer = person()
        assign_role(trainer, TRAINER, SITE, by=None)
        for somebody in (trainer, person()):
            with pytest.raises(PermissionDenied):
                issue_slip(person(), by=somebody, reason=str(uuid4()))

    def test_a_slip_is_no_way_into_an_account_with_more_rights(self) -> None:
        admin = programme_admin()
        colleague = person()
        assign_role(colleague, TRAINER, Scope("centre", colleague.uuid), by=None)
        with pytest.raises(PermissionDenied):
            issue_slip(colleague, by=admin, reason="forgotten PIN")
        with pytest.raises(PermissionDenied):
            issue_slip(superuser(), by=admin, reason="forgotten PIN")
        assert issue_slip(colleague, by=superuser(), reason="forgotten PIN")

    def test_an_account_with_a_password_has_no_slip(self) -> None:
        with pytest.raises(ValueError, match="password"):
            issue_slip(person(password="a long pass phrase"), by=None, reason="x")

    def test_a_password_set_after_the_slip_shuts_it(self) -> None:
        gul, code = slip_for()
        gul.user.set_password("a long pass phrase")
        gul.user.save()
        assert start_with_slip(gul.user, code, PIN) is None
