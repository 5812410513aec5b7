"""What staff and trainees press: each function goes through a page, as the person who may."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from html import unescape
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.running.models import Cohort, Enrolment, Programme
from lms.people.api import CERTIFICATE_OFFICER, PROGRAMME_ADMIN, TRAINER, Scope, assign_role
from lms.people.models import Person
from tests.factories.running import make_person, make_superuser


def signed_in(person: Person) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(person.user, backend="lms.people.backends.SignInBackend")
    return client


def site_administrator() -> Client:
    return signed_in(make_superuser())


def somebody(role: str, type: str, uuid: UUID) -> Client:  # noqa: A002
    """A new person with a role, signed in."""
    person = make_person()
    assign_role(person, role, Scope(type, uuid), by=None)
    return signed_in(person)


def programme_admin(programme: Programme) -> Client:
    return somebody(PROGRAMME_ADMIN, "programme", programme.uuid)


def certificate_officer(programme: Programme) -> Client:
    return somebody(CERTIFICATE_OFFICER, "programme", programme.uuid)


def trainer(course_key: UUID) -> Client:
    return somebody(TRAINER, "course", course_key)


def url(name: str, *keys: Any) -> str:
    return reverse(f"hunar_running_staff:{name}", args=keys)


def untouched(form: Any) -> dict[str, Any]:
    """What a browser sends of a form that nobody touched."""
    values = {name: form[name].value() for name in form.fields}
    values = {name: form.fields[name].prepare_value(value) for name, value in values.items()}
    return {
        name: "on" if value is True else value
        for name, value in values.items()
        if value is not None and value is not False
    }


def change_programme(client: Client, programme: Programme, **changes: Any) -> str:
    """Open the programme's form, change some fields, save; return what the page after it says."""
    address = url("programme", programme.uuid)
    data = untouched(client.get(address).context["form"]) | changes
    page = client.post(address, data, follow=True)
    said = unescape(page.content.decode())
    assert f"{programme.name} is saved." in said, page.context["form"].errors
    programme.refresh_from_db()
    return said


def add_batch(client: Client, programme: Programme, course_key: UUID, starts_on: date, **more: Any) -> Cohort:
    """Add a batch and open it on the latest edition."""
    name = more.pop("name", f"Batch {uuid4().hex[:6]}")
    data = {"course": f"{programme.uuid}/{course_key}", "name": name, "starts_on": starts_on.isoformat()}
    response = client.post(url("add_cohort"), data | {"time_zone": "Asia/Karachi", "open_now": "on"} | more)
    assert response.status_code == 302, response.context["form"].errors
    return Cohort.objects.get(name=name)


def add_trainee(client: Client, cohort: Cohort, **more: Any) -> Enrolment:
    """Add a new trainee to a batch; refused ones fail the test with the reason."""
    username = f"t{uuid4().hex[:8]}"
    response = client.post(url("add_trainee", cohort.uuid), new_trainee(username, **more))
    assert response.status_code == 302, response.context["form"].errors
    return Enrolment.objects.get(cohort=cohort, person__user__username=username)


def new_trainee(username: str, **more: Any) -> dict[str, str]:
    """The form of a new trainee."""
    names = {"username": username, "display_name": "Z.", "legal_name": "Zarmina Gul", "language": "en", "gender": "f"}
    return names | more


def hold_class(
    client: Client, cohort: Cohort, began: datetime, minutes: Mapping[Enrolment, int], *, planned: int = 240
) -> None:
    """Take the roll of a class that is over."""
    data = {
        "title": "Class",
        "starts_at": timezone.localtime(began).strftime("%Y-%m-%dT%H:%M"),
        "planned_minutes": str(planned),
    }
    data |= {f"m-{enrolment.person.uuid}": str(value) for enrolment, value in minutes.items()}
    response = client.post(url("add_session", cohort.uuid), data)
    assert response.status_code == 302, response.content.decode()


def finish_lesson(client: Client, enrolment: Enrolment, key: UUID) -> int:
    """Open a lesson and press its button; the status of the lesson's page."""
    page = client.get(lesson(enrolment, key))
    if page.status_code == 200:
        event = re.search(r'name="event" value="([^"]+)"', page.content.decode())
        assert event
        client.post(f"{lesson(enrolment, key)}finish/", {"event": event[1]})
    return page.status_code


def lesson(enrolment: Enrolment, key: UUID) -> str:
    return f"/learn/{enrolment.uuid}/{key}/"


def issue(client: Client, cohort: Cohort, *enrolments: Enrolment) -> str:
    """Tick these names on the officer's page and issue; return what it says."""
    keys = [str(enrolment.uuid) for enrolment in enrolments]
    return client.post(f"/cms/certificates/batch/{cohort.uuid}/", {"enrolment": keys}, follow=True).content.decode()
