"""Seats of a cohort: the ledger of who waited, was offered one, took it or lost it, and the waiting list itself."""

import uuid

from django.db import models
from django.db.models import Q

from courses.running.models.cohorts import Cohort
from lms.foundation.models import LedgerEntry


class SeatKind(models.TextChoices):
    """What happens to a person and a seat."""

    WAITING = "waiting", "On the waiting list"
    OFFERED = "offered", "Offered a seat"
    ENROLLED = "enrolled", "Enrolled"
    LAPSED = "lapsed", "Offer ran out"
    GIVEN_BACK = "given_back", "Given back"
    WITHDRAWN = "withdrawn", "Withdrawn"
    NO_SHOW = "no_show", "Not at the first class"


class SeatEntry(LedgerEntry):
    """One change of one person's place in a cohort; ``until`` is the first instant at which an offer is over."""

    kind = models.CharField(max_length=32, choices=SeatKind.choices)
    person = models.ForeignKey("hunar_people.Person", on_delete=models.PROTECT, related_name="seat_entries")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="seat_entries")
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["recorded_at", "sequence", "uuid"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SeatKind.values), name="hunar_running_seat_kind"),
            models.CheckConstraint(
                condition=Q(kind="offered", until__isnull=False) | (~Q(kind="offered") & Q(until__isnull=True)),
                name="hunar_running_seat_offer_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"Seat entry {self.uuid}"


class Application(models.Model):
    """A projection: how somebody stands who was ever on a cohort's waiting list.

    Written with each entry of the ledger and made again from it by ``manage.py rebuild``.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("hunar_people.Person", on_delete=models.PROTECT, related_name="applications")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(max_length=10, choices=SeatKind.choices)
    # When she joined the list, which orders it, and since when she stands as she does.
    joined_at = models.DateTimeField()
    since = models.DateTimeField()
    offered_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["joined_at", "pk"]
        indexes = [models.Index(fields=["cohort", "state", "joined_at"], name="hunar_running_waiting_list")]
        constraints = [
            models.UniqueConstraint(fields=["person", "cohort"], name="hunar_running_applied_once"),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False)
                | (~Q(state="offered") & Q(offered_until__isnull=True)),
                name="hunar_running_application_offer",
            ),
        ]

    def __str__(self) -> str:
        return f"Application {self.uuid}"
