"""Staff find, add and correct people, print slips and give roles; nobody else sees a name."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from lms.people.api import PROGRAMME_ADMIN, TRAINER, Scope, assign_role, roles_of
from lms.people.models import Person, RoleAssignment, StartSlip
from tests.factories.people import centre, person, programme_admin, superuser

pytestmark = pytest.mark.django_db
PDF = b"%PDF"


def desk(somebody: Person) -> Client:
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(somebody.user)
    return client


def trainer() -> Person:
    made = person(password="a long pass phrase")
    assign_role(made, TRAINER, Scope("centre", centre().uuid), by=None)
    return made


SCREENS = [
    "hunar_people_persons:index",
    "hunar_people_persons:add",
    "hunar_people_centres:index",
    "hunar_people_organisations:index",
    "hunar_people_districts:index",
    "hunar_people_staff:slips",
    "hunar_people_staff:roles",
    "hunar_people_staff:give_role",
]


@pytest.mark.parametrize("screen", SCREENS)
def test_programme_admins_and_superusers_see_the_screens(screen: str) -> None:
    person("gul", display_name="Canary")
    for somebody in (programme_admin(), superuser()):
        assert desk(somebody).get(reverse(screen)).status_code == 200


@pytest.mark.parametrize("screen", SCREENS)
def test_trainers_and_trainees_do_not(screen: str) -> None:
    person("gul", display_name="Canary")
    for somebody in (trainer(), person()):
        response = desk(somebody).get(reverse(screen))
        assert response.status_code in {302, 403}
        assert b"Canary" not in response.content


def test_the_list_is_searched_by_username_and_name(django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        person(f"class-{number}", display_name=f"Learner {number}", pin="739105" if number % 2 else "")
    person("rani-7", display_name="Rani", legal_name="Rani Bibi")
    client = desk(programme_admin())
    for query in ("rani-7", "Rani", "Bibi"):
        page = client.get(reverse("hunar_people_persons:index"), {"q": query}).content.decode()
        assert "rani-7" in page
        assert "class-3" not in page
    with django_assert_max_num_queries(30):
        client.get(reverse("hunar_people_persons:index"))


def test_a_person_is_added_with_an_account_that_nothing_opens() -> None:
    admin = programme_admin()
    values = {
        "username": "Gul-4182",
        "display_name": "Gul",
        "legal_name": "Gul Canary",
        "language": "ur",
        "gender": "f",
    }
    response = desk(admin).post(reverse("hunar_people_persons:add"), values)
    assert response.status_code == 302
    made = Person.objects.get(display_name="Gul")
    assert made.user.get_username() == "gul-4182"
    assert not made.user.has_usable_password()
    entries = ModelLogEntry.objects.filter(action="wagtail.create")
    assert [entry.user for entry in entries] == [admin.user]
    assert not any("Canary" in f"{entry.label}{entry.data}" for entry in ModelLogEntry.objects.all())


def test_a_username_is_given_once() -> None:
    person("gul-4182")
    values = {"username": "GUL-4182", "display_name": "Gul", "language": "ur"}
    response = desk(programme_admin()).post(reverse("hunar_people_persons:add"), values)
    assert response.status_code == 200
    assert b"Somebody has this username already" in response.content


def test_a_name_is_corrected_and_the_log_keeps_no_name() -> None:
    gul = person("gul", display_name="Canary One")
    address = reverse("hunar_people_persons:edit", args=[gul.pk])
    client = desk(programme_admin())
    assert b"Canary One" in client.get(address).content
    assert client.post(address, {"display_name": "Canary Two", "language": "en"}).status_code == 302
    gul.refresh_from_db()
    assert gul.display_name == "Canary Two"
    entries = ModelLogEntry.objects.all()
    assert entries.filter(action="wagtail.edit").count() == 1
    assert not any("Canary" in f"{entry.label}{entry.data}" for entry in entries)


def test_nobody_is_deleted() -> None:
    gul = person("gul")
    address = reverse("hunar_people_persons:delete", args=[gul.pk])
    for somebody in (programme_admin(), superuser()):
        assert desk(somebody).post(address).status_code in {302, 403}
    assert Person.objects.filter(pk=gul.pk).exists()


class TestSlips:
    address = "hunar_people_staff:slips"

    def test_one_persons_slip_is_chosen_already(self) -> None:
        gul = person("gul")
        person("rani")
        page = desk(programme_admin()).get(reverse(self.address), {"person": gul.uuid}).content.decode()
        assert "gul (" in page
        assert "rani (" not in page
        assert "checked" in page

    def test_a_reason_and_a_sheet_of_paper(self) -> None:
        admin, gul = programme_admin(), person("gul")
        response = desk(admin).post(
            reverse(self.address) + f"?person={gul.uuid}", {"persons": [gul.uuid], "reason": "forgotten PIN"}
        )
        assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
        assert response.content.startswith(PDF)
        assert "no-store" in response["Cache-Control"]
        slip = StartSlip.objects.get()
        assert (slip.person, slip.issued_by, slip.reason) == (gul, admin, "forgotten PIN")

    def test_everybody_who_has_not_started_is_offered(self) -> None:
        waiting = [person(f"class-{number}") for number in range(3)]
        person("started", pin="739105")
        person("with-password", password="a long pass phrase")
        client = desk(programme_admin())
        page = client.get(reverse(self.address)).content.decode()
        assert all(f"class-{number} (" in page for number in range(3))
        assert "started (" not in page
        assert "with-password (" not in page
        keys = [somebody.uuid for somebody in waiting]
        assert client.post(reverse(self.address), {"persons": keys, "reason": "first sign-in"}).content.startswith(PDF)
        assert StartSlip.objects.count() == 3

    def test_a_get_issues_nothing(self) -> None:
        gul = person("gul")
        desk(programme_admin()).get(reverse(self.address), {"person": gul.uuid, "reason": "x"})
        assert not StartSlip.objects.exists()

    def test_all_or_none(self) -> None:
        gul, colleague = person("gul"), person("colleague")
        assign_role(colleague, TRAINER, Scope("centre", centre().uuid), by=None)
        response = desk(programme_admin()).post(
            reverse(self.address), {"persons": [gul.uuid, colleague.uuid], "reason": "first sign-in"}
        )
        assert b"Nothing was printed" in response.content
        assert not StartSlip.objects.exists()

    def test_a_sheet_that_cannot_be_made_voids_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "typst", None)
        gul = person("gul")
        response = desk(programme_admin()).post(
            reverse(self.address), {"persons": [gul.uuid], "reason": "first sign-in"}
        )
        assert b"typst" in response.content
        assert not StartSlip.objects.exists()


class TestRoles:
    def test_a_superuser_gives_and_ends_a_role(self) -> None:
        sara, place = person("sara"), centre("Women’s centre")
        client = desk(superuser())
        page = client.get(reverse("hunar_people_staff:give_role")).content.decode()
        assert place.name in page
        values = {"username": "sara", "role": TRAINER, "scope": f"centre:{place.uuid}", "reason": "new"}
        assert client.post(reverse("hunar_people_staff:give_role"), values).status_code == 302
        assignment = RoleAssignment.objects.get(person=sara)
        assert roles_of(sara).at(Scope("centre", place.uuid)) == {TRAINER}
        listed = client.get(reverse("hunar_people_staff:roles")).content.decode()
        assert place.name in listed
        address = reverse("hunar_people_staff:end_role", args=[assignment.uuid])
        assert client.get(address).status_code == 200
        assert client.post(address, {"reason": "left"}).status_code == 302
        assert not roles_of(Person.objects.get(pk=sara.pk)).held

    def test_a_programme_admin_is_offered_her_own_places_alone(self) -> None:
        mine, foreign = centre("Mine"), centre("Foreign")
        admin = person(password="a long pass phrase")
        assign_role(admin, PROGRAMME_ADMIN, Scope("organisation", mine.organisation.uuid), by=None)
        other = assign_role(person("sara"), TRAINER, Scope("centre", foreign.uuid), by=None)
        client = desk(admin)
        page = client.get(reverse("hunar_people_staff:give_role")).content.decode()
        assert "Mine" in page
        assert "Foreign" not in page
        values = {"username": "sara", "role": TRAINER, "scope": f"centre:{foreign.uuid}"}
        assert client.post(reverse("hunar_people_staff:give_role"), values).status_code == 200
        assert "Foreign" not in client.get(reverse("hunar_people_staff:roles")).content.decode()
        address = reverse("hunar_people_staff:end_role", args=[other.uuid])
        assert client.post(address, {"reason": "x"}).status_code in {302, 403}
        other.refresh_from_db()
        assert other.ends_at is None

    def test_an_unknown_username_is_told(self) -> None:
        values = {"username": "nobody", "role": TRAINER, "scope": f"centre:{centre().uuid}"}
        response = desk(superuser()).post(reverse("hunar_people_staff:give_role"), values)
        assert b"Nobody has this username" in response.content
