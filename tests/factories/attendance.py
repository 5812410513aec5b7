"""Classes at a centre, staff of a centre and files of devices for tests. Times are local, as a device tells them."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from courses.running.actions.roll import create_session
from courses.running.models import ClassSession, Cohort, Enrolment, RollEntry
from courses.running.querysets import standing_roll
from lms.people.models import Person
from tests.factories.people import centre
from tests.factories.running import give_role, make_cohort, make_enrolment, make_person, make_programme


def at(clock: str, days_ago: int = 1) -> datetime:
    """A local time of a day gone by."""
    day = timezone.localdate() - timedelta(days=days_ago)
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))


def told(clock: str, days_ago: int = 1) -> str:
    """The same as a device writes it."""
    return f"{timezone.localdate() - timedelta(days=days_ago)} {clock}"


def form_time(moment: datetime) -> str:
    """A moment as a browser's field posts it."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def batch_at_a_centre(**policy: Any) -> Cohort:
    """An open batch at a centre of its own; ``policy`` goes into the attendance clause."""
    programme = make_programme(attendance=policy) if policy else make_programme()
    return make_cohort(programme, centre=centre())


def make_class(
    cohort: Cohort, clock: str = "09:00", minutes: int = 240, days_ago: int = 1, **more: Any
) -> ClassSession:
    """A class of this batch, yesterday morning unless told otherwise."""
    return create_session(
        cohorts=[cohort],
        centre=cohort.centre,
        title="Class",
        starts_at=at(clock, days_ago),
        planned_minutes=minutes,
        by=None,
        **more,
    )


def trainee(cohort: Cohort, username: str = "", **more: Any) -> Enrolment:
    """Somebody in this batch."""
    return make_enrolment(make_person(username=username, **more), cohort)


def desk_of(role: str, type: str, uuid: UUID) -> tuple[Person, Client]:  # noqa: A002
    """A person with a role, at her desk."""
    person = make_person()
    person.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    give_role(person, role, type, uuid)
    client = Client()
    client.force_login(person.user, backend="lms.people.backends.SignInBackend")
    return person, client


def manager_of(cohort: Cohort) -> tuple[Person, Client]:
    """The manager of a batch's centre, at her desk."""
    return desk_of("centre_manager", "centre", cohort.centre.uuid)


def minutes_on_roll(session: ClassSession) -> dict[str, int]:
    """What stands on a roll, by username."""
    rows = standing_roll().filter(session=session).select_related("person__user")
    return {row.person.user.get_username(): row.minutes for row in rows}


def entries() -> int:
    """How many entries all rolls have, superseded ones too."""
    return RollEntry.objects.count()
