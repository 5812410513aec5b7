"""Booked places of those who left: free for others again."""

from collections.abc import Collection

from django.db.models import Q
from django.utils import timezone

from courses.running.models import Cohort, Enrolment, SlotBooking


def free_places(cohort: Cohort, people: Collection[int]) -> int:
    """Cancel what these people, by primary key, have booked ahead as members of a cohort; return how many places.

    Lab hours of its centre stay booked for whoever is still in another batch there.
    """
    now = timezone.now()
    booked = SlotBooking.objects.filter(person__in=people, state=SlotBooking.State.BOOKED, session__starts_at__gt=now)
    here = Q(session__cohorts=cohort)
    if cohort.centre_id is not None:
        active = Enrolment.objects.filter(state=Enrolment.State.ACTIVE, cohort__centre=cohort.centre_id)
        staying = active.exclude(cohort=cohort).filter(person__in=people).values("person")
        here |= Q(session__centre=cohort.centre_id, session__cohorts=None) & ~Q(person__in=staying)
    gone = SlotBooking.objects.filter(pk__in=list(booked.filter(here).values_list("pk", flat=True)))
    return gone.update(state=SlotBooking.State.CANCELLED, cancelled_at=now)
