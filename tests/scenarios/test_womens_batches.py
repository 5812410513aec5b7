"""A batch for women: a man who applies is refused; a man on the staff does not read its roster, and is logged.

Everything goes through the doors that people use: the batch's form, the code, the roll, the outage, the role's form.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from courses.running.models import ClassSession, Cohort, Enrolment, Outage, Programme, RollEntry
from lms.people.api import PROGRAMME_ADMIN, TRAINER
from lms.people.models import Person
from tests.factories.assessments import make_quiz, make_quiz_cohort, release
from tests.factories.people import centre
from tests.factories.running import give_role, make_edition, make_enrolment, make_person, make_programme
from tests.scenarios.programme_doors import add_batch, add_trainee, hold_class, new_trainee, signed_in, url

pytestmark = pytest.mark.django_db
NAME = "Canary Zarmina"


class House:
    """A programme with one batch for women at a centre, begun by the woman who runs it; one trainee, one class."""

    def __init__(self) -> None:
        self.programme: Programme = make_programme()
        self.course = self.programme.courses.get().course_key
        make_edition(self.course)
        self.place = centre()
        self.desk = self.staff(PROGRAMME_ADMIN, "f")
        today = timezone.localdate()
        self.batch: Cohort = add_batch(
            self.desk, self.programme, self.course, today, centre=self.place.pk, women_only="on"
        )
        self.trainee = add_trainee(self.desk, self.batch, display_name=NAME, legal_name=NAME)
        hold_class(self.desk, self.batch, timezone.now() - timedelta(hours=5), {self.trainee: 200})
        self.session = ClassSession.objects.get()
        self.desk.post(url("numbers", self.place.uuid), {"lines": f"17,{self.username}"})
        self.outage = self.cut_power()

    @property
    def username(self) -> str:
        """What she types to sign in."""
        return str(self.trainee.person.user.get_username())

    def staff(self, role: str, gender: str) -> Client:
        """Somebody on the staff, signed in."""
        person = make_person(gender=gender)
        person.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        place = ("course", self.course) if role == TRAINER else ("programme", self.programme.uuid)
        give_role(person, role, *place)
        client = signed_in(person)
        client.person = person  # type: ignore[attr-defined]
        return client

    def cut_power(self) -> Outage:
        """Record an outage at the centre: look whom it meets, then say yes."""
        begun = timezone.localtime() - timedelta(hours=3)
        form = {
            "kind": "no_data",
            "centres": [self.place.pk],
            "programmes": [self.programme.pk],
            "starts_at": begun.strftime("%Y-%m-%dT%H:%M"),
            "ends_at": (begun + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M"),
        }
        seen = self.desk.post(url("add_outage"), form).context["seen"]
        self.desk.post(url("add_outage"), form | {"record": seen})
        return Outage.objects.get()

    def roster(self) -> list[str]:
        """Every screen of the batch that a staff member reads names on."""
        batch = self.batch.uuid
        return [
            url("cohort", batch),
            url("trainee", batch, self.trainee.uuid),
            url("roll", batch, self.session.uuid),
            url("seats", batch),
            url("export", batch, "csv"),
            url("windows", batch),
            url("add_session", batch),
            reverse("hunar_running:take_roll", args=[self.session.uuid]),
        ]

    def lists(self) -> list[str]:
        """Screens that name people of several batches."""
        here = self.place.uuid
        return [
            url("cohorts"),
            url("outage", self.outage.uuid),
            url("numbers", here),
            url("waiting", here),
            url("attendance"),
            "/cms/",
            reverse("hunar_assessments_results:index"),
        ]


@pytest.fixture
def house() -> House:
    return House()


def refusals() -> "list[tuple[Any, Any]]":
    """Who was refused which batch, from the audit log."""
    entries = ModelLogEntry.objects.filter(action="hunar_running.refused_roster")
    return [(entry.user, entry.data["cohort"]) for entry in entries]


def test_a_man_who_applies_is_refused(house: House) -> None:
    house.desk.post(url("make_code", house.batch.uuid))
    house.batch.refresh_from_db()
    man, woman = make_person(gender="m"), make_person(gender="f")
    code = {"code": house.batch.join_code}
    signed_in(man).post(reverse("hunar_running:join"), code)
    assert not Enrolment.objects.filter(person=man).exists()
    at_the_desk = house.desk.post(url("add_trainee", house.batch.uuid), new_trainee("zahid", gender="m"))
    assert "women" in str(at_the_desk.context["form"].errors)
    assert not Person.objects.filter(user__username="zahid").exists()
    signed_in(woman).post(reverse("hunar_running:join"), code)
    assert Enrolment.objects.filter(person=woman).exists()


@pytest.mark.parametrize(("role", "gender"), [(TRAINER, "m"), (PROGRAMME_ADMIN, "m"), (PROGRAMME_ADMIN, "")])
def test_staff_who_are_not_recorded_as_women_read_no_name_and_are_logged(house: House, role: str, gender: str) -> None:
    desk = house.staff(role, gender)
    for address in house.roster():
        refused = desk.get(address)
        assert refused.status_code == 404, address
        assert NAME not in refused.content.decode()
        assert house.username not in refused.content.decode()
    assert refusals() == [(desk.person.user, str(house.batch.uuid))] * len(house.roster())  # type: ignore[attr-defined]
    for address in house.lists():
        page = desk.get(address, follow=True).content.decode()
        assert NAME not in page, address
        assert house.username not in page, address
        assert house.batch.name not in page or "outages" in address, address
    assert "One batch for women is not shown" in desk.get(url("cohorts")).content.decode()
    log = "".join(f"{entry.label}{entry.data}" for entry in ModelLogEntry.objects.all())
    assert NAME not in log
    assert house.username not in log


def test_a_man_takes_no_roll_and_changes_nothing_there(house: House) -> None:
    desk = house.staff(TRAINER, "m")
    before = RollEntry.objects.count()
    roll = url("roll", house.batch.uuid, house.session.uuid)
    assert desk.post(roll, {f"m-{house.trainee.person.uuid}": "10"}).status_code == 404
    assert desk.post(url("withdraw", house.batch.uuid, house.trainee.uuid)).status_code == 404
    house.trainee.refresh_from_db()
    assert house.trainee.state == Enrolment.State.ACTIVE
    assert RollEntry.objects.count() == before
    assert desk.post(url("print_cards", house.batch.uuid)).status_code == 404


def test_a_woman_on_the_staff_reads_it_and_nothing_is_logged(house: House) -> None:
    for role in (TRAINER, PROGRAMME_ADMIN):
        desk = house.staff(role, "f")
        for address in (url("cohort", house.batch.uuid), house.roster()[-1]):
            assert NAME in desk.get(address).content.decode()
        assert house.batch.name in desk.get(url("cohorts")).content.decode()
    assert NAME in house.desk.get(url("outage", house.outage.uuid)).content.decode()
    assert NAME in house.desk.get(url("numbers", house.place.uuid)).content.decode()
    assert refusals() == []


def give_himself_or(desk: Client, username: str, where: str) -> Any:
    form = {"username": username, "role": "womens_batches", "scope": where, "reason": "Runs the lab"}
    return desk.post(reverse("hunar_people_staff:give_role"), form)


def test_the_role_opens_it_and_only_who_sees_in_gives_it(house: House) -> None:
    desk = house.staff(PROGRAMME_ADMIN, "m")
    person = desk.person  # type: ignore[attr-defined]
    username = person.user.get_username()
    where = f"programme:{house.programme.uuid}"
    assert "given by a woman" in give_himself_or(desk, username, where).content.decode()
    edit = reverse("hunar_people_persons:edit", args=[person.pk])
    desk.post(edit, {"display_name": "Zahid", "language": "en", "gender": "f"})
    person.refresh_from_db()
    assert person.gender == "m"
    assert desk.get(url("cohort", house.batch.uuid)).status_code == 404
    assert give_himself_or(house.desk, username, where).status_code == 302
    assert NAME in desk.get(url("cohort", house.batch.uuid)).content.decode()
    assert house.batch.name in desk.get(url("cohorts")).content.decode()


def test_who_would_not_see_it_plans_none(house: House) -> None:
    desk = house.staff(PROGRAMME_ADMIN, "m")
    form = {"course": f"{house.programme.uuid}/{house.course}", "name": "His", "time_zone": "Asia/Karachi"}
    form["starts_on"] = timezone.localdate().isoformat()
    refused = desk.post(url("add_cohort"), form | {"women_only": "on"})
    assert "planned by a woman on the staff" in refused.content.decode()
    assert desk.post(url("add_cohort"), form).status_code == 302
    his = Cohort.objects.get(name="His")
    assert not his.women_only
    change = url("change_cohort", his.uuid)
    refused = desk.post(change, {**form, "women_only": "on", "delivery": his.delivery})
    assert "planned by a woman on the staff" in refused.content.decode()
    his.refresh_from_db()
    assert not his.women_only


def test_quiz_results_and_certificates_of_a_batch_are_closed_too() -> None:
    quiz = make_quiz()
    batch = make_quiz_cohort(release(quiz))
    Cohort.objects.filter(pk=batch.pk).update(women_only=True)
    make_enrolment(make_person(display_name=NAME, legal_name=NAME), batch)
    screens = {
        "trainer": f"/cms/quiz-results/{batch.uuid}/{quiz.key}/",
        "certificate_officer": f"/cms/certificates/batch/{batch.uuid}/",
    }
    for role, screen in screens.items():
        for gender, status in (("f", 200), ("m", 404), ("", 404)):
            person = make_person(gender=gender)
            person.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
            place = ("course", batch.course_key) if role == "trainer" else ("programme", batch.programme.uuid)
            give_role(person, role, *place)
            page = signed_in(person).get(screen)
            assert page.status_code == status
            assert (NAME in page.content.decode()) == (gender == "f")
            assert ((person.user, str(batch.uuid)) in refusals()) == (gender != "f")
            listing = signed_in(person).get(screen.split(str(batch.uuid))[0].removesuffix("batch/"))
            assert (batch.name in listing.content.decode()) == (gender == "f")
