"""The door: the access rule asked about a real enrolment."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from courses.authoring.api import load_manifest
from courses.running.access.facts import AccessFacts, Decision
from courses.running.access.ledger import facts_of, read_facts
from courses.running.access.rule import access
from courses.running.access.stages import gate
from courses.running.access.waiting import unfinished_before
from courses.running.models import ActivityRecord, Enrolment
from courses.running.policy import Policy


def door(enrolment: Enrolment, activity_key: UUID | None, at: datetime | None = None) -> Decision:
    """Decide whether ``enrolment`` may enter the course, or one activity of it, at ``at`` (now when not given).

    Everything that serves a protected byte asks here; one query, and one more where modules wait for others.
    """
    facts = read_facts([enrolment], roll_too=opened_by_minutes(enrolment.cohort.programme.rules))
    return decide(enrolment, facts[enrolment.pk], activity_key, at)


def opened_by_minutes(rules: Policy) -> bool:
    """Answer whether minutes in class open the window or a module, so that the roll has to be read."""
    by_stage = any(stage.minutes is not None for stage in rules.stages)
    return by_stage or rules.window.basis in ("minutes_reached", "first_session")


def decide(
    enrolment: Enrolment, facts: AccessFacts, activity_key: UUID | None = None, at: datetime | None = None
) -> Decision:
    """Decide from facts already read."""
    at = at or timezone.now()
    decision = access(facts, at)
    edition = enrolment.cohort.edition
    if not decision.open or activity_key is None or edition is None:
        return decision
    manifest = load_manifest(edition)
    module = manifest.module_of(activity_key)
    if module is None:
        return Decision(open=False, reason="not_in_course")
    shut = gate(enrolment.cohort.programme.rules.stages, manifest.modules.index(module) + 1, facts, at)
    if shut is not None:
        closed = replace(decision, open=False, reason="module_not_yet", opens_at=shut.opens_at, closes_at=None)
        return replace(closed, missing=shut.missing)
    # Asked of the database only where a module waits for another: most never do.
    if not module.requires:
        return decision
    missing = unfinished_before(manifest, module, finished_by(enrolment))
    return replace(decision, open=False, reason="module_waits", missing=missing) if missing else decision


def finished_by(enrolment: Enrolment) -> set[str]:
    """Return the keys of all that her person has finished; one query."""
    done = ActivityRecord.objects.filter(person=enrolment.person_id, state=ActivityRecord.State.DONE)
    return {str(key) for key in done.values_list("activity_key", flat=True)}


def facts_for_words(enrolment: Enrolment) -> AccessFacts:
    """Return the facts that words need (zone, first day, days of the window), without ledgers and without a query."""
    return facts_of(enrolment, (), ())
