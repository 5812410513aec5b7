"""Staff screens inside Wagtail: who sees what, and each task done by the buttons a person presses."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.authoring.models import CoursePage
from courses.running.models import AccessEntry, ClassSession, Cohort, Enrolment, Programme
from courses.running.standing import standing
from lms.people.models import Person
from tests.factories.authoring import make_catalogue
from tests.factories.running import give_role, make_cohort, make_edition, make_enrolment, make_person, make_programme
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db


def staff(role: str, type: str, uuid: Any) -> Person:  # noqa: A002
    """A person with a role, let into Wagtail."""
    person = make_person()
    person.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    give_role(person, role, type, uuid)
    return person


def admin_of(cohort: Cohort) -> Person:
    return staff("programme_admin", "programme", cohort.programme.uuid)


def trainer_of(cohort: Cohort) -> Person:
    return staff("trainer", "course", cohort.course_key)


def url(name: str, *keys: Any) -> str:
    return reverse(f"hunar_running_staff:{name}", args=keys)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response
    return response.content.decode()


def test_each_sees_her_own_batches_and_no_others(signed: Signed) -> None:
    mine, other = make_cohort(), make_cohort()
    make_enrolment(cohort=mine)
    for person in (admin_of(mine), trainer_of(mine)):
        client = signed(person)
        listed = page(client, url("cohorts"))
        assert mine.name in listed
        assert other.name not in listed
        opened = page(client, url("cohort", mine.uuid))
        assert mine.name in opened
        assert "&lt;" not in opened
        assert client.get(url("cohort", other.uuid)).status_code == 404


def test_the_menu_shows_batches_to_those_who_have_a_role(signed: Signed) -> None:
    cohort = make_cohort()
    assert url("cohorts") in page(signed(trainer_of(cohort)), reverse("wagtailadmin_home"))
    assert url("programmes") not in page(signed(trainer_of(cohort)), reverse("wagtailadmin_home"))
    assert url("programmes") in page(signed(admin_of(cohort)), reverse("wagtailadmin_home"))
    nobody = make_person()
    nobody.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert url("cohorts") not in page(signed(nobody), reverse("wagtailadmin_home"))
    assert signed(nobody).get(url("cohorts")).status_code == 404


def test_a_trainee_has_no_way_in(signed: Signed) -> None:
    enrolment = make_enrolment()
    response = signed(enrolment.person).get(url("cohort", enrolment.cohort.uuid))
    assert response.status_code in {302, 403, 404}


def test_an_account_without_a_person_is_not_the_system_itself(signed: Signed, django_user_model: Any) -> None:
    account = django_user_model.objects.create_superuser("root", password="right horse battery")
    client = Client()
    client.force_login(account, backend="lms.people.backends.SignInBackend")
    assert client.get(url("cohorts")).status_code in {302, 403}


def test_an_admin_adds_a_batch_and_opens_it_on_the_latest_edition(signed: Signed) -> None:
    programme = make_programme()
    course_key = programme.courses.get().course_key
    make_edition(course_key)
    latest = make_edition(course_key)
    client = signed(staff("programme_admin", "programme", programme.uuid))
    data = {
        "course": f"{programme.uuid}/{course_key}",
        "name": "Batch 14",
        "starts_on": "2026-12-01",
        "time_zone": "Asia/Karachi",
        "open_now": "on",
    }
    assert "Add a batch" in page(client, url("add_cohort"))
    response = client.post(url("add_cohort"), data)
    cohort = Cohort.objects.get()
    assert response["Location"] == url("cohort", cohort.uuid)
    assert (cohort.name, cohort.edition, cohort.state) == ("Batch 14", latest, "open")


def test_a_planned_batch_is_opened_by_its_button(signed: Signed) -> None:
    cohort = make_cohort(opened=False)
    client = signed(admin_of(cohort))
    assert "Release the course first" in page(client, url("cohort", cohort.uuid))
    edition = make_edition(cohort.course_key)
    assert "Open on edition 1" in page(client, url("cohort", cohort.uuid))
    client.post(url("open", cohort.uuid))
    cohort.refresh_from_db()
    assert cohort.edition == edition


def test_an_admin_gives_more_days_with_a_reason_and_takes_them_back(signed: Signed) -> None:
    enrolment = make_enrolment()
    cohort = enrolment.cohort
    admin = admin_of(cohort)
    client = signed(admin)
    before = standing(enrolment).decision.closes_at
    client.post(url("extend", cohort.uuid, enrolment.uuid), {"days": "7", "reason": "power_cut"})
    assert standing(enrolment).decision.closes_at == before + timedelta(days=7)
    entry = AccessEntry.objects.get()
    assert (entry.days, entry.reason_code, entry.actor) == (7, "power_cut", admin.uuid)
    assert "Power cut" in page(client, url("trainee", cohort.uuid, enrolment.uuid))
    client.post(url("undo", cohort.uuid, enrolment.uuid, entry.uuid))
    assert standing(enrolment).decision.closes_at == before


@pytest.mark.parametrize("data", [{"days": "0", "reason": "illness"}, {"days": "7", "reason": "made up"}, {}])
def test_a_bad_form_changes_no_window(signed: Signed, data: dict[str, str]) -> None:
    enrolment = make_enrolment()
    client = signed(admin_of(enrolment.cohort))
    client.post(url("extend", enrolment.cohort.uuid, enrolment.uuid), data)
    assert not AccessEntry.objects.exists()


def test_a_trainer_changes_no_window(signed: Signed) -> None:
    enrolment = make_enrolment()
    cohort = enrolment.cohort
    client = signed(trainer_of(cohort))
    assert "Give the days" not in page(client, url("trainee", cohort.uuid, enrolment.uuid))
    for name in ("extend", "close", "withdraw"):
        data = {"days": "7", "reason": "other"}
        assert client.post(url(name, cohort.uuid, enrolment.uuid), data).status_code == 404
    assert not AccessEntry.objects.exists()
    assert client.get(url("add_trainee", cohort.uuid)).status_code == 404


def test_closing_and_withdrawing_by_their_buttons(signed: Signed) -> None:
    enrolment = make_enrolment()
    cohort = enrolment.cohort
    client = signed(admin_of(cohort))
    client.post(url("close", cohort.uuid, enrolment.uuid), {"reason": "conduct"})
    assert standing(enrolment).decision.reason == "closed"
    client.post(url("withdraw", cohort.uuid, enrolment.uuid))
    enrolment.refresh_from_db()
    assert enrolment.state == "withdrawn"
    client.post(url("withdraw", cohort.uuid, enrolment.uuid))
    enrolment.refresh_from_db()
    assert enrolment.state == "active"


def test_a_trainer_takes_a_roll_in_one_screen(signed: Signed) -> None:
    enrolment = make_enrolment()
    cohort = enrolment.cohort
    second, third = make_enrolment(cohort=cohort), make_enrolment(cohort=cohort)
    client = signed(trainer_of(cohort))
    assert f'name="m-{enrolment.person.uuid}"' in page(client, url("add_session", cohort.uuid))
    began = timezone.localtime() - timedelta(hours=5)
    data = {
        "title": "Day 1",
        "starts_at": began.strftime("%Y-%m-%d %H:%M"),
        "planned_minutes": "240",
        f"m-{enrolment.person.uuid}": "180",
        f"m-{second.person.uuid}": "0",
        "rest": "full",
    }
    client.post(url("add_session", cohort.uuid), data)
    assert [standing(one).minutes for one in (enrolment, second, third)] == [180, 0, 240]
    session = ClassSession.objects.get()
    assert 'value="180"' in page(client, url("roll", cohort.uuid, session.uuid))
    client.post(url("roll", cohort.uuid, session.uuid), {f"m-{enrolment.person.uuid}": "200"})
    assert [standing(one).minutes for one in (enrolment, second, third)] == [200, 0, 240]


@pytest.mark.parametrize("typed", ["241", "ten", "-5"])
def test_a_bad_roll_saves_nothing_and_keeps_what_was_typed(signed: Signed, typed: str) -> None:
    enrolment = make_enrolment()
    cohort = enrolment.cohort
    began = (timezone.localtime() - timedelta(hours=5)).strftime("%Y-%m-%d %H:%M")
    data = {"title": "Day 1", "starts_at": began, "planned_minutes": "240", f"m-{enrolment.person.uuid}": typed}
    response = signed(trainer_of(cohort)).post(url("add_session", cohort.uuid), data)
    assert "Nothing was saved." in response.content.decode()
    assert f'value="{typed}"' in response.content.decode()
    assert not ClassSession.objects.exists()


def new_trainee(**more: str) -> dict[str, str]:
    names = {"username": "zainab7", "display_name": "Z.", "legal_name": "Zainab Example", "language": "ur"}
    return names | {"gender": "f"} | more


def test_a_trainee_is_added_with_an_account_and_a_slip_to_print(signed: Signed) -> None:
    cohort = make_cohort(women_only=True)
    client = signed(admin_of(cohort))
    response = client.post(url("add_trainee", cohort.uuid), new_trainee())
    enrolment = Enrolment.objects.get()
    assert response["Location"] == url("trainee", cohort.uuid, enrolment.uuid)
    assert enrolment.person.user.username == "zainab7"
    slip = client.post(url("slip", cohort.uuid, enrolment.uuid), {"reason": "New account"})
    assert slip["Content-Type"] == "application/pdf"
    assert "no-store" in slip["Cache-Control"]
    assert slip.content.startswith(b"%PDF")


def test_a_man_is_refused_in_words_and_leaves_no_account_behind(signed: Signed, django_user_model: Any) -> None:
    cohort = make_cohort(women_only=True)
    response = signed(admin_of(cohort)).post(url("add_trainee", cohort.uuid), new_trainee(gender="m"))
    assert "for women only" in response.content.decode()
    assert not Enrolment.objects.exists()
    assert not django_user_model.objects.filter(username="zainab7").exists()


def test_somebody_who_has_an_account_is_added_by_username(signed: Signed) -> None:
    cohort, person = make_cohort(), make_person(username="known")
    client = signed(admin_of(cohort))
    client.post(url("add_trainee", cohort.uuid), {"username": "known", "known": "on", "language": "ur"})
    assert Enrolment.objects.get().person == person
    response = client.post(url("add_trainee", cohort.uuid), {"username": "nobody", "known": "on", "language": "ur"})
    assert "Nobody has this username" in response.content.decode()


def policy_of(cohort: Cohort, **changed: str) -> dict[str, Any]:
    """A programme's form, filled in."""
    return {
        "name": "Renamed",
        "planned_minutes": "2880",
        "required_minutes": "2400",
        "required_minutes_confirmed": "on",
        "basis": "minutes_reached",
        "days": "45",
        "minutes": "2400",
        "pass_percent": "70",
        "required_activities": "on",
        "pass_minutes": "on",
        "courses": [str(cohort.course_key)],
    } | changed


def test_an_admin_changes_her_policy_and_confirm_me_goes_away(signed: Signed) -> None:
    cohort = make_cohort()
    programme = cohort.programme
    client = signed(admin_of(cohort))
    assert "confirm me" in page(client, url("programmes"))
    assert "confirm me" in page(client, url("cohort", cohort.uuid))
    data = policy_of(cohort)
    assert "Renamed" not in page(client, url("programme", programme.uuid))
    client.post(url("programme", programme.uuid), data)
    rules = Programme.objects.get().rules
    assert (rules.required_minutes, rules.window.minutes, rules.passing.pass_percent) == (2400, 2400, 70)
    assert "confirm me" not in page(client, url("programmes"))
    refused = client.post(url("programme", programme.uuid), data | {"required_minutes": "3000"})
    assert "cannot be more than planned" in refused.content.decode()
    assert Programme.objects.get().rules.required_minutes == 2400
    assert client.get(url("add_programme")).status_code == 404


def test_keeping_lectures_is_switched_off_and_on_again(signed: Signed) -> None:
    cohort = make_cohort()
    client, address = signed(admin_of(cohort)), url("programme", cohort.programme.uuid)
    assert "outlives the window" in page(client, address)
    assert "may be kept on phones" in page(client, url("programmes"))
    client.post(address, policy_of(cohort))
    assert not Programme.objects.get().rules.keep_lectures
    assert "play in the window only" in page(client, url("programmes"))
    client.post(address, policy_of(cohort, keep_lectures="on"))
    assert Programme.objects.get().rules.keep_lectures


def test_another_programme_is_not_found(signed: Signed) -> None:
    mine, other = make_cohort(), make_programme()
    client = signed(admin_of(mine))
    assert client.get(url("programme", other.uuid)).status_code == 404
    assert other.name not in page(client, url("programmes"))


def test_an_admin_begins_a_course_in_her_programme(signed: Signed) -> None:
    make_catalogue()
    cohort = make_cohort()
    programme = cohort.programme
    client = signed(admin_of(cohort))
    assert "Add a course" in page(client, url("programme", programme.uuid))
    response = client.post(url("begin_course", programme.uuid), {"title": "Sign painting", "language": "en"})
    course = CoursePage.objects.get(title="Sign painting")
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[course.pk])
    assert {row.course_key for row in programme.courses.all()} == {cohort.course_key, course.key}


def test_a_course_without_a_catalogue_is_refused_in_words(signed: Signed) -> None:
    cohort = make_cohort()
    data = {"title": "Sign painting", "language": "ur"}
    response = signed(admin_of(cohort)).post(url("begin_course", cohort.programme.uuid), data)
    assert "no catalogue page in this language" in response.content.decode()
    assert cohort.programme.courses.count() == 1
