"""What the demo's trainees have done so far, told through the same actions that real days use."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import cast

from django.utils import timezone

from certificates.api import issue
from courses.authoring.api import load_manifest
from courses.authoring.models import Edition
from courses.running.api import create_session, enrol, record_activity, take_roll
from courses.running.models import Cohort, Enrolment
from lms.people.models import Person

SESSION_MINUTES = 360
SESSIONS_HELD = 7
DONE_AT_STAGE = {"half": 2, "closed": 3, "certified": 99, "complete": 99, "new": 0}


def hold_classes(cohort: Cohort, people: dict[Person, str], first: datetime) -> None:
    """Seven held sessions with their rolls, one a day, and one still to come."""
    for day in range(SESSIONS_HELD + 1):
        # The eighth day comes after a day of rest, so that it lies ahead.
        starts_at = first + timedelta(days=day + (day == SESSIONS_HELD))
        session = create_session(
            title=f"Day {day + 1}",
            starts_at=starts_at,
            planned_minutes=SESSION_MINUTES,
            cohorts=[cohort],
            centre=cohort.centre,
            by=None,
        )
        if starts_at + timedelta(minutes=SESSION_MINUTES) < timezone.now():
            minutes = {person.uuid: minutes_of(stage, day) for person, stage in people.items() if stage != "new"}
            take_roll(session, minutes, by=None)


def minutes_of(stage: str, day: int) -> int:
    """Who is closed missed the last days; the others came every day."""
    return 0 if stage == "closed" and day > 4 else SESSION_MINUTES


def bring_to_stage(person: Person, cohort: Cohort, stage: str, first: datetime) -> Enrolment:
    """Enrol her and record what her stage says she has done, in the edition of her open batch."""
    enrolment, edition = enrol(person, cohort, by=None), cast("Edition", cohort.edition)
    manifest = load_manifest(edition)
    # A roadmap is answered, not done: whoever is through finds it before her.
    activities = [activity for activity in manifest.activities if activity.kind != "roadmap"]
    for day, activity in enumerate(activities[: DONE_AT_STAGE[stage]]):
        score = {"score": Decimal(4), "max_score": Decimal(5)} if activity.kind == "quiz" else {}
        record_activity(person, activity.key, edition, done=True, at=first + timedelta(days=day, hours=7), **score)
    return enrolment


def certify(enrolment: Enrolment) -> None:
    """A certificate, marked as a specimen by its programme."""
    issue(enrolment, by=None)
