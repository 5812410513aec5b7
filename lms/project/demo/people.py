"""The demo's people: four staff, six trainees at different stages, all of them marked as of the demo."""

from dataclasses import dataclass
from io import StringIO
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction

from courses.authoring.models import CoursePage
from courses.running.models import Programme
from lms.people.api import (
    CERTIFICATE_OFFICER,
    PROGRAMME_ADMIN,
    REVIEWER,
    TRAINER,
    WOMENS_BATCHES,
    Scope,
    assign_role,
    new_trainee,
)
from lms.people.models import Centre, District, Organisation, Person, PinCredential
from lms.people.pins import verifier_of
from lms.project.demo.accounts import OFFICER, STAFF_PASSWORD, TRAINEE_PIN, Account
from lms.project.demo.accounts import PROGRAMME_ADMIN as ADMIN_ACCOUNT
from lms.project.demo.accounts import REVIEWER as REVIEWER_ACCOUNT
from lms.project.demo.accounts import TRAINER as TRAINER_ACCOUNT


@dataclass(frozen=True)
class Trainee:
    """A trainee of the demo and the stage she stands at."""

    username: str
    display_name: str
    legal_name: str
    urdu_name: str
    gender: str
    language: str
    stage: str


TRAINEES = (
    Trainee("rukhsana", "Rukhsana", "Rukhsana Bibi", "رخسانہ بی بی", "f", "en", "half"),
    Trainee("nusrat", "Nusrat", "Nusrat Fatima Gul", "نصرت فاطمہ گُل", "f", "ur", "certified"),
    Trainee("aisha", "Aisha", "Aisha Siddiqa", "عائشہ صدیقہ", "f", "ur", "complete"),
    Trainee("shabana", "Shabana", "Shabana Khattak", "شبانہ خٹک", "f", "ur", "new"),
    Trainee("bilal", "Bilal", "Bilal Ahmad", "بلال احمد", "m", "en", "closed"),
    Trainee("gulzar", "Gulzar", "Gulzar Momand", "گلزار مومند", "m", "ur", "closed"),
)


@transaction.atomic
def make_trainee(trainee: Trainee) -> Person:
    """Her account with the demo's PIN; who is new has a slip instead and sets her own."""
    person = new_trainee(
        username=trainee.username,
        display_name=trainee.display_name,
        legal_name=trainee.legal_name,
        urdu_name=trainee.urdu_name,
        gender=trainee.gender,
        language=trainee.language,
        by=None,
    )
    mark_as_demo(person)
    if trainee.stage != "new":
        PinCredential.objects.create(person=person, verifier=verifier_of(TRAINEE_PIN))
    return person


@transaction.atomic
def make_staff(account: Account) -> Person:
    """A staff member with the demo's password."""
    user = get_user_model().objects.create_user(username=account.username, password=STAFF_PASSWORD)
    person = Person.objects.create(
        user=user,
        display_name=account.display_name,
        legal_name=account.legal_name,
        language="en",
        gender=account.gender,
    )
    mark_as_demo(person)
    return person


def mark_as_demo(person: Person) -> None:
    """From now on she signs in from this machine alone."""
    Person.objects.filter(pk=person.pk).update(demo=True)
    person.demo = True


def make_staff_with_roles(programme: Programme, courses: list[CoursePage]) -> Person:
    """Trainer of the first course; admin, reviewer and officer of the programme; the admin is returned."""
    place = Scope("programme", programme.uuid)
    accounts = (TRAINER_ACCOUNT, ADMIN_ACCOUNT, REVIEWER_ACCOUNT, OFFICER)
    trainer, admin, reviewer, officer = map(make_staff, accounts)
    assign_role(trainer, TRAINER, Scope("course", course_key(courses[0])), by=None, reason="demo")
    assign_role(admin, PROGRAMME_ADMIN, place, by=None, reason="demo")
    assign_role(reviewer, REVIEWER, place, by=None, reason="demo")
    assign_role(officer, CERTIFICATE_OFFICER, place, by=None, reason="demo")
    # He is a man, and issues to batches for women too.
    assign_role(officer, WOMENS_BATCHES, place, by=None, reason="demo")
    return admin


def course_key(course: CoursePage) -> UUID:
    """The key that everything but the page tree knows a course by."""
    return UUID(str(course.key))


def make_centres() -> tuple[Centre, Centre]:
    """Two centres in two districts."""
    board = Organisation.objects.create(name="Skills Board (demo)")
    call_command("load_districts", verbosity=0, stdout=StringIO())
    mardan, peshawar = (District.objects.get(code=code) for code in ("kp-mardan", "kp-peshawar"))
    return (
        Centre.objects.create(
            organisation=board, district=mardan, name="Mardan centre", name_ur="مردان سنٹر", women_hours="9 am to 1 pm"
        ),
        Centre.objects.create(organisation=board, district=peshawar, name="Peshawar centre", name_ur="پشاور سنٹر"),
    )
