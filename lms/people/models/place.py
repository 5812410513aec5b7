"""Organisations, districts and centres."""

import uuid

from django.db import models
from django.db.models import F, Q


class Organisation(models.Model):
    """Who runs centres: a department, a university, a firm."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=160)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """A district while its borders were so. A split ends the old row and opens new ones that name it."""

    code = models.CharField(max_length=32, unique=True)
    name_en = models.CharField("name in English", max_length=80)
    name_ur = models.CharField("name in Urdu", max_length=80, blank=True)
    province = models.CharField(max_length=40)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    predecessor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")

    class Meta:
        ordering = ["name_en"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="hunar_people_district_dates",
            )
        ]

    def __str__(self) -> str:
        return self.name_en


class Centre(models.Model):
    """A place where classes meet. ``women_hours`` says in words when it is for women alone."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="centres")
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="centres")
    name = models.CharField(max_length=160)
    name_ur = models.CharField("name in Urdu", max_length=160, blank=True)
    women_hours = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="hunar_people_centre_once"),
        ]

    def __str__(self) -> str:
        return self.name
