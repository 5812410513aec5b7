"""What stands beside a roll: unlocking, power cuts, hours for women, bookings and cards."""

import uuid

from django.db import models
from django.db.models import F, Q

from courses.running.models.classes import ClassSession
from courses.running.models.enrolments import Enrolment
from lms.foundation.models import LedgerEntry

UNLOCK_REASONS = [
    ("paper", "The roll was kept on paper"),
    ("device", "The device's file came late"),
    ("asked", "A trainee asked about her minutes"),
    ("mistake", "Put right a mistake"),
    ("other", "Another reason"),
]
CUT_REASONS = [("grid", "Load-shedding"), ("fault", "A fault at the centre"), ("other", "Another reason")]


class RollUnlock(LedgerEntry):
    """A locked roll may be written until ``until``."""

    class Kind(models.TextChoices):
        UNLOCK = "unlock", "Unlocked"

    session = models.ForeignKey(ClassSession, on_delete=models.PROTECT, related_name="unlocks")
    until = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "sequence"]
        constraints = [models.CheckConstraint(condition=Q(kind="unlock"), name="hunar_running_unlock_kind")]

    def __str__(self) -> str:
        return f"Unlock {self.uuid}"


class PowerCut(LedgerEntry):
    """No power in a class session from ``effective_at`` to ``until``; ``undo`` takes back what it supersedes."""

    class Kind(models.TextChoices):
        CUT = "cut", "Power cut"
        UNDO = "undo", "Taken back"

    session = models.ForeignKey(ClassSession, on_delete=models.PROTECT, related_name="power_cuts")
    until = models.DateTimeField()

    class Meta:
        ordering = ["effective_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="cut", supersedes__isnull=True) | Q(kind="undo", supersedes__isnull=False),
                name="hunar_running_cut_kind",
            ),
            models.CheckConstraint(condition=Q(until__gt=F("effective_at")), name="hunar_running_cut_lasts"),
            models.UniqueConstraint(fields=["supersedes"], name="hunar_running_cut_superseded_once"),
        ]

    def __str__(self) -> str:
        return f"Power cut {self.uuid}"


class SlotBooking(models.Model):
    """One person's place in a class session that is booked. A cancelled row stays; booking again makes a new one."""

    class Pool(models.TextChoices):
        WOMEN = "women", "Places for women"
        OPEN = "open", "Open places"

    class State(models.TextChoices):
        BOOKED = "booked", "Booked"
        CANCELLED = "cancelled", "Cancelled"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(ClassSession, on_delete=models.PROTECT, related_name="bookings")
    person = models.ForeignKey("hunar_people.Person", on_delete=models.PROTECT, related_name="bookings")
    pool = models.CharField(max_length=6, choices=Pool.choices)
    seat = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.BOOKED)
    booked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], condition=Q(state="booked"), name="hunar_running_booked_once"
            ),
            models.UniqueConstraint(
                fields=["session", "pool", "seat"], condition=Q(state="booked"), name="hunar_running_seat_once"
            ),
            models.CheckConstraint(
                condition=Q(state="booked", cancelled_at__isnull=True)
                | Q(state="cancelled", cancelled_at__isnull=False),
                name="hunar_running_booking_state",
            ),
        ]

    def __str__(self) -> str:
        return f"Booking {self.uuid}"


class TraineeCard(models.Model):
    """A card of paper that marks its holder present. A new one voids the one before; none holds a name."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="cards")
    code = models.CharField(max_length=12, unique=True)
    issued_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(voided_at__isnull=True), name="hunar_running_one_card"
            )
        ]

    def __str__(self) -> str:
        return f"Card {self.uuid}"
