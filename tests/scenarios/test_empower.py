"""Huge applications and no-shows: a hundred apply for forty seats, fifteen stay away, the next fifteen are asked.

Everything goes through the doors that people use: the batch's form, an uploaded list, the code, the trainee's pages,
the roll.
"""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from courses.running.models import Application, Cohort, Enrolment, SeatEntry
from lms.foundation.models import Job
from lms.foundation.work.runner import run
from lms.people.models import Person
from tests.factories.running import give_role, make_edition, make_person, make_programme

pytestmark = pytest.mark.django_db
SEATS, APPLY, THERE = 40, 100, 25
HEAD = "Legal name,Gender,CNIC,Phone"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend="lms.people.backends.SignInBackend")
    return client


def run_jobs() -> None:
    for uuid in Job.objects.filter(state="waiting", run_after__lte=timezone.now()).values_list("uuid", flat=True):
        run(uuid)


class Centre:
    """The desk of whoever runs the programme: she sets its rule and opens a batch of forty seats."""

    def __init__(self) -> None:
        self.programme = make_programme()
        course = self.programme.courses.get().course_key
        make_edition(course)
        admin = make_person()
        admin.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        give_role(admin, "programme_admin", "programme", self.programme.uuid)
        self.desk = signed_in(admin)
        self.set_the_rule(course)
        added = self.desk.post(
            "/cms/batches/add/",
            {
                "course": f"{self.programme.uuid}/{course}",
                "name": "Batch 1",
                "starts_on": timezone.localdate().isoformat(),
                "time_zone": "Asia/Karachi",
                "seats": SEATS,
                "women_only": "on",
                "open_now": "on",
            },
        )
        self.batch = added["Location"]
        self.cohort = Cohort.objects.get(uuid=UUID(self.batch.rstrip("/").rsplit("/", 1)[1]))

    def set_the_rule(self, course: UUID) -> None:
        """Absent from the first class is a no-show."""
        address = f"/cms/programmes/{self.programme.uuid}/"
        form = self.desk.get(address).context["form"]
        said = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
        assert self.desk.post(address, said | {"no_show": "on", "courses": [str(course)]}).status_code == 302

    def bring(self, text: str) -> None:
        """Upload a list, read what it would do, say yes."""
        chosen = self.desk.post(f"{self.batch}import/", {"file": SimpleUploadedFile("list.csv", text.encode())})
        run_jobs()
        assert "Nobody is added yet" in self.desk.get(chosen["Location"]).content.decode()
        self.desk.post(chosen["Location"])
        run_jobs()
        assert "added to the batch" in self.desk.get(chosen["Location"]).content.decode()

    def take_the_roll(self, began: datetime, there: list[Person], away: list[Person]) -> None:
        """Write down who was at the first class."""
        minutes = {f"m-{person.uuid}": "180" for person in there} | {f"m-{person.uuid}": "0" for person in away}
        self.desk.post(
            f"{self.batch}classes/add/",
            {"title": "Class 1", "starts_at": began.strftime("%Y-%m-%dT%H:%M"), "planned_minutes": 180} | minutes,
        )

    def close_the_roll(self) -> str:
        """Read whom it meets, then press the button."""
        screen = self.desk.get(f"{self.batch}seats/first-class/").content.decode()
        self.desk.post(f"{self.batch}seats/first-class/")
        return screen


def waiting_list(cohort: Cohort) -> Any:
    return Application.objects.filter(cohort=cohort).order_by("joined_at", "pk").select_related("person__user")


def answers(client: Client, verb: str) -> Any:
    """Follow the offer on her first page and answer it."""
    home = client.get("/").content.decode()
    assert "A seat is kept for you until" in home
    link = re.search(r'href="(/learn/seats/[0-9a-f-]+/)"', home)
    return client.post(f"{link[1]}{verb}/")


def test_fifteen_stay_away_from_the_first_class_and_the_next_fifteen_are_asked() -> None:
    centre = Centre()
    cohort = centre.cohort
    # One seat while people apply; then forty, of which all that are free are offered in turn, and each is taken.
    centre.desk.post(f"{centre.batch}seats/change/", {"seats": 1})
    applied = [f"Applicant {n},female,91234{n:08},0300{n:07}" for n in range(APPLY)]
    centre.bring("\n".join([HEAD, *applied]))
    centre.desk.post(f"{centre.batch}seats/change/", {"seats": SEATS})
    for row in list(waiting_list(cohort).filter(state="offered")):
        answers(signed_in(row.person), "accept")
    rows = Enrolment.objects.filter(cohort=cohort, state="active").select_related("person__user")
    seated = [row.person for row in rows.order_by("pk")]
    assert [person.legal_name for person in seated] == [f"Applicant {n}" for n in range(SEATS)]
    assert waiting_list(cohort).filter(state="waiting").count() == APPLY - SEATS

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        centre.take_the_roll(timezone.localtime() - timedelta(hours=4), seated[:THERE], seated[THERE:])
        screen = centre.close_the_roll()
        assert "15 hold a seat and have no minutes" in screen
        assert "15 of those who wait are offered a seat" in screen

    states = Enrolment.objects.filter(cohort=cohort).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["active"] * THERE + ["no_show"] * (SEATS - THERE)
    listed = waiting_list(cohort).exclude(person__in=seated)
    assert [row.state for row in listed] == ["offered"] * 15 + ["waiting"] * (APPLY - SEATS - 15)
    assert [row.person.legal_name for row in listed] == [f"Applicant {n}" for n in range(SEATS, APPLY)]

    # Each change of each of them is on record with its time: what a drop-out report reads.
    entries = SeatEntry.objects.filter(cohort=cohort)
    kinds = list(entries.values_list("kind", flat=True))
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "enrolled": SEATS,
        "waiting": APPLY - 1,
        "no_show": 15,
        "offered": SEATS - 1 + 15,
    }
    lost = dict(entries.filter(kind="no_show").values_list("person", "recorded_at"))
    assert set(lost) == {person.pk for person in seated[THERE:]}
    assert all(at > entries.filter(kind="enrolled").latest("recorded_at").recorded_at for at in lost.values())

    # One of the fifteen takes the seat, one gives it back, and the sixteenth is asked by that.
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        first, second = (signed_in(row.person) for row in listed[:2])
        assert answers(first, "accept")["Location"].startswith("/learn/")
        answers(second, "give-back")
    assert [row.state for row in listed.all()[:17]] == ["enrolled", "given_back", *["offered"] * 14, "waiting"]
    # Who stayed away reads why her door is shut.
    gone = Enrolment.objects.filter(state="no_show").select_related("person__user").first()
    assert "You were not at the first class" in signed_in(gone.person).get(f"/learn/{gone.uuid}/").content.decode()


def test_a_man_finds_every_door_of_a_batch_for_women_shut() -> None:
    centre = Centre()
    cohort, man = centre.cohort, make_person(gender="m")
    centre.desk.post(f"{centre.batch}seats/code/")
    cohort.refresh_from_db()
    assert "opens no batch for you" in signed_in(man).post("/learn/join/", {"code": cohort.join_code}).content.decode()
    centre.desk.post(f"{centre.batch}trainees/add/", {"username": man.user.username, "known": "on", "wait": "on"})
    centre.bring(
        f"{HEAD},Username\nA man,male,9123400000001,,\n,,,,{man.user.username}\nA woman,female,9123400000002,,"
    )
    assert [row.person.gender for row in Enrolment.objects.filter(cohort=cohort)] == ["f"]
    assert not Application.objects.exists()
