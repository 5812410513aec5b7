"""Devices at the door: whose number is whose, which files came in, every punch, and how each was read."""

import uuid

from django.db import models
from django.db.models import Q

from courses.running.models.classes import ClassSession
from lms.foundation.models import LedgerEntry


class DeviceBadge(models.Model):
    """Which number a centre's devices know a person by. Punches read before a change stay with whom they were."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey("hunar_people.Centre", on_delete=models.PROTECT, related_name="badges")
    number = models.CharField(max_length=32)
    person = models.ForeignKey("hunar_people.Person", on_delete=models.PROTECT, related_name="badges")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "number"], name="hunar_running_badge_once")]

    def __str__(self) -> str:
        return f"Badge {self.uuid}"


class DeviceImport(models.Model):
    """One file of a device. Its lines are counted as used, duplicate, exception or refused when it came in.

    ``clock_minutes`` is how far the device's clock was fast (below zero: slow). ``text`` waits for the confirmation
    and is then blank: files of devices often hold names. ``refused_lines`` are numbers of lines with reasons.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Waits for confirmation"
        DONE = "done", "Brought in"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey("hunar_people.Centre", on_delete=models.PROTECT, related_name="device_imports")
    device = models.SlugField(max_length=32, default="door")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    text = models.TextField(blank=True)
    clock_minutes = models.IntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)
    used = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    exceptions = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    refused_lines = models.JSONField(default=list)
    by = models.ForeignKey("hunar_people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "device", "sha256"], condition=Q(state="done"), name="hunar_running_file_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    lines=models.F("used") + models.F("duplicates") + models.F("exceptions") + models.F("refused")
                ),
                name="hunar_running_lines_add_up",
            ),
        ]

    def __str__(self) -> str:
        return f"Device file {self.uuid}"


class Punch(LedgerEntry):
    """Somebody touched a device. ``device_at`` is what its clock said, ``effective_at`` the same put right.

    Naming the person of an unknown number, or putting a clock right, supersedes; ``person`` is None while unknown.
    """

    class Kind(models.TextChoices):
        IN = "in", "In"
        OUT = "out", "Out"
        PUNCH = "punch", "In or out"

    kind = models.CharField(max_length=32, choices=Kind.choices)
    centre = models.ForeignKey("hunar_people.Centre", on_delete=models.PROTECT, related_name="punches")
    device = models.SlugField(max_length=32)
    number = models.CharField(max_length=32)
    device_at = models.DateTimeField()
    person = models.ForeignKey("hunar_people.Person", null=True, on_delete=models.PROTECT, related_name="punches")
    source = models.ForeignKey(DeviceImport, null=True, on_delete=models.PROTECT, related_name="punches")

    class Meta:
        ordering = ["effective_at", "pk"]
        indexes = [models.Index(fields=["centre", "effective_at"], name="hunar_running_punch_day")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["in", "out", "punch"]), name="hunar_running_punch_kind"),
            models.UniqueConstraint(fields=["supersedes"], name="hunar_running_punch_superseded_once"),
            models.UniqueConstraint(
                fields=["centre", "device", "number", "device_at", "kind"],
                condition=Q(supersedes__isnull=True),
                name="hunar_running_punch_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Punch {self.uuid}"


class PunchReading(models.Model):
    """How a standing punch counted: a projection, written anew whenever its day is counted."""

    class State(models.TextChoices):
        USED = "used", "Counted"
        DUPLICATE = "duplicate", "The same touch again"
        UNKNOWN = "unknown", "Nobody has this number"
        MISSING_OUT = "missing_out", "Came in, never went out"
        MISSING_IN = "missing_in", "Went out, never came in"
        NO_CLASS = "no_class", "No class at this time"
        LOCKED = "locked", "The roll is locked"
        DIFFERS = "differs", "Staff wrote other minutes"

    punch = models.OneToOneField(Punch, on_delete=models.CASCADE, related_name="reading")
    state = models.CharField(max_length=12, choices=State.choices, db_index=True)
    session = models.ForeignKey(ClassSession, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Reading of punch {self.punch_id}"
