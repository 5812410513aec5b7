"""Outages: days that nobody in a place could use, told once for everybody they met."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from courses.running.models.programmes import Programme
from lms.people.models import Person

# Each is the reason code of the access entries that follow from it.
OUTAGE_KINDS = [
    ("no_data", "No mobile data"),
    ("no_network", "No network"),
    ("power_cut", "Power cut"),
    ("flood", "Flood"),
    ("unrest", "Unrest or curfew"),
]


class Outage(models.Model):
    """What was out, from when until when, and whom it met: in which places, on which network, in which programmes.

    Without places it met everybody in these programmes. Once recorded it is not changed: it is taken back.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=OUTAGE_KINDS)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    programmes = models.ManyToManyField(Programme, related_name="outages")
    districts = models.ManyToManyField("hunar_people.District", related_name="outages", blank=True)
    centres = models.ManyToManyField("hunar_people.Centre", related_name="outages", blank=True)
    network = models.CharField(max_length=8, choices=Person.Network.choices, blank=True)
    unknown_network_too = models.BooleanField(default=True)
    recorded_by = models.ForeignKey(Person, null=True, editable=False, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_back_by = models.ForeignKey(Person, null=True, editable=False, on_delete=models.SET_NULL, related_name="+")
    taken_back_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="hunar_running_outage_in_order"),
        ]

    def __str__(self) -> str:
        return f"Outage {self.uuid}"
