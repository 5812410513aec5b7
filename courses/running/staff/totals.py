"""How many runs a programme has, at how many institutes, in how many districts."""

from dataclasses import dataclass

from django.db.models import Count

from courses.running.models import Cohort, Programme


@dataclass(frozen=True)
class Totals:
    """Batches of a programme; institutes and districts are those of their centres, each counted once."""

    runs: int
    institutes: int
    districts: int


def totals_of(programme: Programme) -> Totals:
    """Return the totals of a programme; one query."""
    counted = Cohort.objects.filter(programme=programme).aggregate(
        runs=Count("pk"),
        institutes=Count("centre__organisation", distinct=True),
        districts=Count("centre__district", distinct=True),
    )
    return Totals(**counted)
