"""Whom an outage meets. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from courses.running.models import AccessProjection, Enrolment, Outage, Programme
from lms.people.models import Centre, District


@dataclass(frozen=True)
class Reach:
    """Where, when and on which network; without districts and centres it is everywhere in these programmes."""

    starts_at: datetime
    ends_at: datetime
    programmes: tuple[Programme, ...]
    districts: tuple[District, ...] = ()
    centres: tuple[Centre, ...] = ()
    network: str = ""
    unknown_network_too: bool = True


def reach_of(outage: Outage) -> Reach:
    """Return the reach that was recorded; three queries."""
    return Reach(
        starts_at=outage.starts_at,
        ends_at=outage.ends_at,
        programmes=tuple(outage.programmes.all()),
        districts=tuple(outage.districts.all()),
        centres=tuple(outage.centres.all()),
        network=outage.network,
        unknown_network_too=outage.unknown_network_too,
    )


def met_by(reach: Reach) -> "QuerySet[Enrolment]":
    """Return the active enrolments that this meets, each once, in a fixed order.

    A district is met where she lives or where her batch's centre stands. Whose window was over before it began, or
    opens after it, is not met; whose window is not known yet, is.
    """
    apart = Q(projection__closes_at__lte=reach.starts_at) | Q(projection__opens_at__gte=reach.ends_at)
    outside = apart & Q(projection__state=AccessProjection.State.DATED)
    rows = Enrolment.objects.filter(
        places(reach), networks(reach), state=Enrolment.State.ACTIVE, cohort__programme__in=reach.programmes
    )
    return rows.exclude(outside).select_related("cohort__programme", "cohort__edition").order_by("pk")


def places(reach: Reach) -> Q:
    """Return the condition on her district, her batch's district and its centre."""
    if not reach.districts and not reach.centres:
        return Q()
    districts = with_successors(reach.districts)
    return (
        Q(person__district__in=districts)
        | Q(cohort__centre__district__in=districts)
        | Q(cohort__centre__in=reach.centres)
    )


def networks(reach: Reach) -> Q:
    """Return the condition on her network."""
    if not reach.network:
        return Q()
    known = Q(person__network=reach.network)
    return known | Q(person__network="") if reach.unknown_network_too else known


def with_successors(districts: Iterable[District]) -> set[District]:
    """Return these districts and those they were split into: who is asked for the old one means the whole of it."""
    found, latest = set(districts), set(districts)
    while latest:
        latest = set(District.objects.filter(predecessor__in=latest)) - found
        found |= latest
    return found


def still_in_predecessors(districts: Iterable[District]) -> "QuerySet[District]":
    """Return the districts that these came out of and where people are still recorded."""
    before = District.objects.filter(successors__in=list(districts))
    return before.filter(Q(persons__isnull=False) | Q(centres__isnull=False)).distinct()
