"""Writing the ledger of seats, and the waiting list that follows from it, in one transaction."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from courses.running.models import Application, Cohort, SeatEntry, SeatKind
from courses.running.seats.rule import Change, Standing, standing_of
from lms.people.models import Person

AT_ONCE = 500


def write(
    kind: SeatKind,
    cohort: Cohort,
    people: Sequence[int],
    *,
    by: Person | None,
    at: datetime,
    until: datetime | None = None,
    reason: str = "",
) -> None:
    """Write that this happened to these people (by primary key, in their order) and how they stand now."""
    if not people:
        return
    SeatEntry.objects.bulk_create(
        SeatEntry(
            kind=kind,
            cohort=cohort,
            person_id=person,
            effective_at=at,
            recorded_at=at,
            actor=by.uuid if by else None,
            reason_code=reason,
            until=until,
        )
        for person in people
    )
    refresh_applications(cohort, people)


@transaction.atomic
def refresh_applications(cohort: Cohort, people: Iterable[int]) -> None:
    """Remake the rows of the waiting list of these people; those who never were on it have none."""
    Application.objects.bulk_create(
        [
            Application(
                cohort=cohort,
                person_id=person,
                state=found.state,
                joined_at=found.joined_at,
                since=found.since,
                offered_until=found.until,
            )
            for person, found in standings_of(cohort, people).items()
        ],
        update_conflicts=True,
        unique_fields=["person", "cohort"],
        update_fields=["state", "joined_at", "since", "offered_until"],
    )


def standings_of(cohort: Cohort, people: Iterable[int]) -> dict[int, Standing]:
    """Return how each of these people stands who ever was on the list, from the ledger alone; one query."""
    told: dict[int, list[Change]] = {person: [] for person in people}
    rows = SeatEntry.objects.filter(cohort=cohort, person__in=told)
    for person, kind, at, until in rows.values_list("person", "kind", "effective_at", "until"):
        told[person].append(Change(kind, at, until))
    found = {person: standing_of(changes) for person, changes in told.items()}
    return {person: standing for person, standing in found.items() if standing is not None}


def rebuild_applications() -> int:
    """Make every waiting list again from the ledger; return of how many cohorts."""
    people: dict[int, list[int]] = defaultdict(list)
    for key, person in SeatEntry.objects.order_by().values_list("cohort", "person").distinct():
        people[key].append(person)
    for cohort in Cohort.objects.filter(pk__in=people):
        everybody = people[cohort.pk]
        for start in range(0, len(everybody), AT_ONCE):
            refresh_applications(cohort, everybody[start : start + AT_ONCE])
    return len(people)
