"""The access ledger of an enrolment, and the projection that lists sort by."""

from django.db import models
from django.db.models import Q

from courses.running.models.enrolments import Enrolment
from courses.running.models.outages import OUTAGE_KINDS, Outage
from lms.foundation.models import LedgerEntry

REASONS = [
    ("illness", "Illness"),
    *OUTAGE_KINDS,
    ("family", "Family"),
    ("late_start", "Late start"),
    ("conduct", "Conduct"),
    ("left", "Left the course"),
    ("mistake", "Put right a mistake"),
    ("other", "Another reason"),
]


class AccessEntry(LedgerEntry):
    """What happened to a window, as ``docs/reference/access.md`` tells it; ``undo`` takes back what it supersedes.

    ``days`` of an extension; ``at`` of a close; ``at`` and ``until`` of an outage, which meets an enrolment once.
    """

    class Kind(models.TextChoices):
        EXTEND = "extend", "More days"
        FREEZE = "freeze", "Frozen"
        RESUME = "resume", "Goes on"
        OUTAGE = "outage", "Outage"
        CLOSE = "close", "Closed"
        REOPEN = "reopen", "Opened again"
        UNDO = "undo", "Taken back"

    kind = models.CharField(max_length=32, choices=Kind.choices)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="access_entries")
    days = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    outage = models.ForeignKey(Outage, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    # What was done to a whole batch at once bears one mark, so that it can be taken back at once.
    bulk = models.UUIDField(null=True, blank=True, editable=False, db_index=True)

    class Meta:
        ordering = ["effective_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="extend", days__gte=1, at__isnull=True, until__isnull=True)
                | Q(kind="close", days__isnull=True, at__isnull=False, until__isnull=True)
                | Q(kind="outage", days__isnull=True, at__isnull=False, until__gt=models.F("at"))
                | Q(kind__in=["freeze", "resume", "reopen"], days__isnull=True, at__isnull=True, until__isnull=True)
                | Q(kind="undo", days__isnull=True, at__isnull=True, until__isnull=True, supersedes__isnull=False),
                name="hunar_running_access_entry_kind",
            ),
            models.CheckConstraint(
                condition=Q(outage__isnull=True) | Q(kind="outage"), name="hunar_running_access_entry_of_outage"
            ),
            models.UniqueConstraint(fields=["supersedes"], name="hunar_running_access_superseded_once"),
            models.UniqueConstraint(fields=["outage", "enrolment"], name="hunar_running_met_once"),
        ]

    def __str__(self) -> str:
        return f"Access entry {self.uuid}"


class AccessProjection(models.Model):
    """What lists sort by, written in the transaction of each entry by the same rule that decides.

    Only listed, never believed: every door reads the ledger. ``minutes`` are minutes in class.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Not open yet"
        DATED = "dated", "Has its dates"
        FROZEN = "frozen", "Frozen"
        CLOSED = "closed", "Closed by staff"
        WITHDRAWN = "withdrawn", "Withdrawn"
        NO_SHOW = "no_show", "Not at the first class"

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="projection")
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True, db_index=True)
    minutes = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True, closes_at__isnull=True)
                | Q(opens_at__isnull=False, closes_at__gte=models.F("opens_at"))
                | Q(state="frozen", closes_at__isnull=True),
                name="hunar_running_projection_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"Window of enrolment {self.enrolment_id}"
