"""The facts behind a batch's warnings, read for its page."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from courses.running.access.ledger import facts_of
from courses.running.access.rule import stretches
from courses.running.cohort_warnings import CohortFacts, cohort_warnings
from courses.running.models import ClassSession, Cohort, Enrolment
from courses.running.passing.asked import minutes_asked, sessions_asked


def warnings_of(cohort: Cohort) -> list[str]:
    """Return what to look at in a batch; two queries, nothing once it has ended."""
    return [] if cohort.state == Cohort.State.ENDED else cohort_warnings(known_of(cohort))


def known_of(cohort: Cohort) -> CohortFacts:
    """Return the facts of a batch; two queries."""
    rules, centre = cohort.programme.rules, cohort.centre
    classes = list(cohort.class_sessions.all())
    last = max((each.starts_at + timedelta(minutes=each.planned_minutes) for each in classes), default=None)
    return CohortFacts(
        required_minutes=minutes_asked(rules),
        planned_minutes=sum(each.planned_minutes for each in classes if not each.make_up),
        required_sessions=sessions_asked(rules),
        planned_sessions=sum(not each.make_up for each in classes),
        window_ends_at=common_end(cohort, last) if rules.window.basis == "cohort_start" else None,
        last_session_ends_at=last,
        makeup_left=makeup_left(classes) if minutes_asked(rules) and classes else None,
        at_home=cohort.delivery == Cohort.Delivery.HOME,
        has_centre=centre is not None,
        has_contact=centre is not None and centre.contact(for_women=cohort.women_only) is not None,
        women_only=cohort.women_only,
        has_woman_contact=centre is not None and bool(centre.women_contact_name or centre.women_contact_phone),
        has_women_hours=centre is not None
        and bool(centre.women_hours or centre.women_places or centre.hours_for_women.exists()),
    )


def makeup_left(classes: Iterable[ClassSession]) -> int:
    """Return how many make-up classes are still to come."""
    now = timezone.now()
    return sum(each.make_up and each.starts_at > now for each in classes)


def common_end(cohort: Cohort, last: datetime | None) -> datetime | None:
    """Return when the window of everybody ends to whom nothing was given or taken."""
    nobody = Enrolment(cohort=cohort)
    return stretches(facts_of(nobody, (), (), last))[0].closes
