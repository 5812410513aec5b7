"""The one way in: what the page says, and where it leads."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from pytest_django import Settings

from lms.people.models import Person
from tests.factories.running import make_person

pytestmark = pytest.mark.django_db
PASSWORD = "right horse battery"


def post(client: Client, username: str, secret: str, **more: str) -> object:
    return client.post("/sign-in/", {"login": username, "password": secret} | more)


def make_staff() -> Person:
    person = make_person()
    desk = Group.objects.create(name="desk")
    desk.permissions.add(Permission.objects.get(codename="access_admin"))
    person.user.groups.add(desk)
    return person


def test_the_page_names_its_fields_for_password_keepers_and_offers_the_other_ways(client: Client) -> None:
    html = client.get("/sign-in/").content.decode()
    assert 'autocomplete="username"' in html
    assert 'autocomplete="current-password"' in html
    assert "Check a certificate" in html
    assert "First time here" in html


def test_it_speaks_urdu_to_a_phone_that_does(client: Client) -> None:
    html = client.get("/sign-in/", headers={"accept-language": "ur-PK,ur;q=0.9"}).content.decode()
    assert '<html lang="ur" dir="rtl">' in html
    assert "یوزر نیم" in html


def test_wrong_keeps_the_username_and_says_one_sentence(client: Client) -> None:
    person = make_person()
    wrong = post(client, person.user.username, "not this one").content.decode()
    unknown = post(Client(), "nobody-here", "not this one").content.decode()
    assert f'value="{person.user.username}"' in wrong
    assert "Username and PIN do not go together. Look at the slip." in wrong
    strip = re.compile(r'value="[^"]*"')
    assert strip.sub("", wrong) == strip.sub("", unknown)


def test_too_many_tries_say_how_long_to_wait_for_known_and_unknown_names(settings: Settings) -> None:
    settings.HUNAR_PEOPLE = {"COMPARISONS_PER_HOUR": 2}
    person = make_person()
    for username in (person.user.username, "nobody-here"):
        for _ in range(2):
            post(Client(), username, "not this one")
        answer = post(Client(), username, PASSWORD).content.decode()
        assert "Too many tries. Wait" in answer
        assert "Nothing is lost." in answer


def test_what_was_typed_as_secret_never_comes_back(client: Client) -> None:
    assert "not this one" not in post(client, "nobody", "not this one").content.decode()


def test_the_username_may_be_typed_with_blanks_capitals_and_urdu_digits(client: Client) -> None:
    person = make_person(username="gul-4182")
    assert post(client, " Gul-۴۱۸۲ ", PASSWORD)["Location"] == "/"
    assert client.session["_auth_user_id"] == str(person.user.pk)


def test_a_trainee_comes_home_and_staff_to_their_desk() -> None:
    assert post(Client(), make_person().user.username, PASSWORD)["Location"] == "/"
    assert post(Client(), make_staff().user.username, PASSWORD)["Location"] == "/cms/"


@pytest.mark.parametrize(
    ("asked", "reached"),
    [("/certificates/", "/certificates/"), ("https://elsewhere.example/", "/"), ("//elsewhere.example", "/")],
)
def test_next_is_honoured_only_on_this_site(asked: str, reached: str) -> None:
    person = make_person()
    assert post(Client(), person.user.username, PASSWORD, next=asked)["Location"] == reached


def test_a_trainee_at_the_staff_door_reads_a_refusal_and_never_turns_in_a_circle(client: Client) -> None:
    client.force_login(make_person().user)
    answer = client.get("/cms/", follow=True)
    assert answer.status_code == 403
    assert "This part is for staff" in answer.content.decode()


def test_her_language_comes_with_her_to_a_new_phone_unless_the_phone_has_one() -> None:
    person = make_person(language="ur")
    phone = Client()
    post(phone, person.user.username, PASSWORD)
    assert phone.cookies["hunar_project_language"].value == "ur"
    chosen = Client()
    chosen.cookies["hunar_project_language"] = "en"
    post(chosen, person.user.username, PASSWORD)
    assert chosen.cookies["hunar_project_language"].value == "en"


def test_someone_who_is_in_already_goes_on(client: Client) -> None:
    client.force_login(make_person().user)
    assert client.get("/sign-in/")["Location"] == "/"
    assert client.get("/sign-in/?next=/certificates/")["Location"] == "/certificates/"


@pytest.mark.parametrize("address", ["/sign-up/", "/signup/", "/password/reset/", "/accounts/login/", "/email/"])
def test_allauths_other_doors_do_not_exist(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_second_factor_is_for_staff() -> None:
    trainee, staff = Client(), Client()
    trainee.force_login(make_person().user)
    staff.force_login(make_staff().user)
    assert trainee.get("/second-factor/").status_code == 404
    assert staff.get("/second-factor/").status_code == 200
    assert Client().get("/second-factor/").status_code == 302
