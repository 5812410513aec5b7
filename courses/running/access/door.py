"""The door: the access rule asked about a real enrolment."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from courses.authoring.api import load_manifest
from courses.running.access.facts import AccessFacts, Decision
from courses.running.access.ledger import read_facts
from courses.running.access.rule import access
from courses.running.models import Enrolment


def door(enrolment: Enrolment, activity_key: UUID | None, at: datetime | None = None) -> Decision:
    """Decide whether ``enrolment`` may enter the course, or one activity of it, at ``at`` (now when not given).

    Everything that serves a protected byte asks here; one query.
    """
    return decide(enrolment, read_facts([enrolment])[enrolment.pk], activity_key, at)


def decide(
    enrolment: Enrolment, facts: AccessFacts, activity_key: UUID | None = None, at: datetime | None = None
) -> Decision:
    """Decide from facts already read."""
    decision = access(facts, at or timezone.now())
    edition = enrolment.cohort.edition
    if decision.open and activity_key is not None and edition is not None:
        if load_manifest(edition).activity(activity_key) is None:
            return Decision(open=False, reason="not_in_course")
    return decision
