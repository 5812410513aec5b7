"""Writing projections, in the transaction of the entry that changes them."""

from collections.abc import Iterable

from django.db import transaction

from courses.running.access.ledger import read_facts
from courses.running.access.project import Projection, project
from courses.running.models import AccessProjection, Enrolment


def projections(enrolments: Iterable[Enrolment]) -> dict[int, Projection]:
    """Return what each enrolment's projection must be, by primary key, from the ledgers alone."""
    return {pk: project(facts) for pk, facts in read_facts(enrolments).items()}


@transaction.atomic
def refresh_projections(keys: Iterable[int]) -> None:
    """Remake the projections of these enrolments, their rows locked first so that two writers follow one another."""
    rows = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("cohort__programme")
        .filter(pk__in=list(keys))
        .order_by("pk")
    )
    AccessProjection.objects.bulk_create(
        [
            AccessProjection(
                enrolment_id=pk,
                opens_at=made.opens_at,
                closes_at=made.closes_at,
                minutes=made.minutes,
                state=made.state,
            )
            for pk, made in projections(rows).items()
        ],
        update_conflicts=True,
        unique_fields=["enrolment"],
        update_fields=["opens_at", "closes_at", "minutes", "state"],
    )
