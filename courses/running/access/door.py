"""The door: the access rule asked about a real enrolment."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from courses.authoring.api import load_manifest
from courses.running.access.facts import AccessFacts, Decision
from courses.running.access.ledger import facts_of, read_facts
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
    if not decision.open or activity_key is None or edition is None:
        return decision
    known = load_manifest(edition).activity(activity_key) is not None
    return decision if known else Decision(open=False, reason="not_in_course")


def facts_for_words(enrolment: Enrolment) -> AccessFacts:
    """Return the facts that words need (zone, first day, days of the window), without ledgers and without a query."""
    return facts_of(enrolment, (), ())
