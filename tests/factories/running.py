"""Programmes, editions, cohorts and enrolments for tests, made without the page tree."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth import get_user_model
from django.utils import timezone

from courses.authoring.models import Edition, EditionFile
from courses.running.access.store import refresh_projections
from courses.running.models import Cohort, Enrolment, Programme, ProgrammeCourse
from courses.running.policy import default_policy
from lms.foundation.api import canonical_json, store_bytes
from lms.people.models import Person, RoleAssignment

_count = iter(range(1, 10**9))


def make_person(*, gender: str = "f", username: str = "", **more: Any) -> Person:
    """A person with an account."""
    number = next(_count)
    user = get_user_model().objects.create_user(username=username or f"person{number}", password="right horse battery")
    values = {"display_name": f"Display{number}", "legal_name": f"Legal{number}", "language": "en"} | more
    return Person.objects.create(user=user, gender=gender, **values)


def make_superuser() -> Person:
    """A person whose account may do everything."""
    person = make_person()
    person.user.is_superuser = person.user.is_staff = True
    person.user.save()
    return person


def give_role(person: Person, role: str, type: str, uuid: UUID) -> None:  # noqa: A002
    """A role at a scope, without the groups that Wagtail's own screens need."""
    RoleAssignment.objects.create(
        person=person, role=role, scope_type=type, scope_uuid=uuid, starts_at=timezone.now() - timedelta(minutes=1)
    )


def make_programme(
    *, course_key: UUID | None = None, window: dict[str, Any] | None = None, **changes: Any
) -> Programme:
    """A programme that offers one course; ``changes`` go into its policy."""
    policy = default_policy() | changes
    if window is not None:
        policy["window"] = window
    programme = Programme.objects.create(name=f"Programme {next(_count)}", policy=policy)
    ProgrammeCourse.objects.create(programme=programme, course_key=course_key or uuid4())
    return programme


def lesson(title: str = "Contrast", *, text: str = "", key: UUID | None = None, **more: Any) -> dict[str, Any]:
    """One lesson of a manifest; ``text`` is its fragment in English."""
    return {
        "key": str(key or uuid4()),
        "kind": "lesson",
        "minutes": 10,
        "required": True,
        "titles": {"en": title, "ur": f"سبق {title}"},
        "text": text or f"<p>The words of {title}.</p>",
        "lectures": {},
        "extra": {},
    } | more


def quiz(title: str = "Quiz", *, percent: int | None = 60, **more: Any) -> dict[str, Any]:
    """One marked activity of a manifest."""
    return lesson(title, kind="quiz", extra={"pass_percent": percent}, **more)


def make_edition(course_key: UUID, activities: Sequence[dict[str, Any]] = (), *, per_module: int = 4) -> Edition:
    """An edition with these activities, ``per_module`` to a module; its files are in the content store."""
    kept = []
    entries = []
    for activity in activities or [lesson(), lesson("Warm and cool")]:
        entry = dict(activity)
        stored = store_bytes(entry.pop("text").encode(), suffix="html", content_type="text/html")
        kept.append(stored)
        entry["fragments"] = {"en": {"sha256": stored.sha256, "bytes": stored.bytes}}
        kept += entry.pop("files", [])
        entries.append(entry)
    modules = [
        {"key": str(uuid4()), "titles": {"en": f"Module {start // per_module + 1}"}, "activities": group}
        for start in range(0, len(entries), per_module)
        if (group := entries[start : start + per_module])
    ]
    course = {
        "key": str(course_key),
        "titles": {"en": "Graphic design", "ur": "گرافک ڈیزائن"},
        "languages": ["en", "ur"],
    }
    raw = canonical_json({"format": 1, "compiler": 1, "course": course, "modules": modules})
    sealed = store_bytes(canonical_json({"activities": {}}), suffix="json", content_type="application/json")
    edition = Edition.objects.create(
        course_key=course_key,
        number=Edition.objects.filter(course_key=course_key).count() + 1,
        hash=hashlib.sha256(raw).hexdigest(),
        format=1,
        compiler=1,
        manifest=store_bytes(raw, suffix="json", content_type="application/json"),
        sealed=sealed,
        released_at=timezone.now(),
    )
    EditionFile.objects.bulk_create(
        [EditionFile(edition=edition, stored=stored) for stored in {item.pk: item for item in kept}.values()]
    )
    return edition


def make_cohort(
    programme: Programme | None = None,
    activities: Sequence[dict[str, Any]] = (),
    *,
    starts_on: date | None = None,
    opened: bool = True,
    **more: Any,
) -> Cohort:
    """A cohort, open on a fresh edition unless ``opened`` is False; it began three days ago."""
    programme = programme or make_programme()
    course_key = programme.courses.get().course_key
    opening = {}
    if opened:
        edition = make_edition(course_key, activities)
        opening = {"edition": edition, "state": "open", "opened_at": timezone.now()}
    return Cohort.objects.create(
        programme=programme,
        course_key=course_key,
        name=f"Batch {next(_count)}",
        starts_on=starts_on or timezone.localdate() - timedelta(days=3),
        **opening,
        **more,
    )


def make_cohort_on(edition: Edition, **policy: Any) -> Cohort:
    """A cohort of a fresh programme, open on this very edition since three days ago; ``policy`` as for a programme."""
    cohort = make_cohort(make_programme(course_key=edition.course_key, **policy), opened=False)
    cohort.edition, cohort.state, cohort.opened_at = edition, Cohort.State.OPEN, timezone.now()
    cohort.save()
    return cohort


def make_enrolment(person: Person | None = None, cohort: Cohort | None = None) -> Enrolment:
    """An active enrolment with its projection."""
    enrolment = Enrolment.objects.create(
        person=person or make_person(), cohort=cohort or make_cohort(), enrolled_at=timezone.now()
    )
    refresh_projections([enrolment.pk])
    return enrolment
