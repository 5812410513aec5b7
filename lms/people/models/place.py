"""Organisations, districts and centres."""

import uuid
from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class Organisation(models.Model):  # type: ignore[django-manager-missing]
    """Who runs centres: a department, a university, a firm."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=160)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class District(models.Model):  # type: ignore[django-manager-missing]
    """A district while its borders were so. A split ends the old row and opens new ones that name it."""

    code = models.CharField(max_length=32, unique=True)
    name_en = models.CharField("name in English", max_length=80)
    name_ur = models.CharField("name in Urdu", max_length=80, blank=True)
    province = models.CharField(max_length=40)
    division = models.CharField(max_length=40, blank=True)
    merged = models.BooleanField("merged district", default=False, help_text="A tribal agency until 2018.")
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


@dataclass(frozen=True)
class Contact:
    """Whom a trainee asks, and at which number; one of the two may be empty."""

    name: str
    phone: str


class Centre(ClusterableModel):  # type: ignore[misc]
    """A place where classes meet. ``women_hours`` says in words when it is for women alone, its hours in figures.

    Contacts are staff who agreed to be called by trainees.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="centres")
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="centres")
    name = models.CharField(max_length=160)
    name_ur = models.CharField("name in Urdu", max_length=160, blank=True)
    women_hours = models.CharField("women's hours in words", max_length=200, blank=True)
    capacity = models.PositiveIntegerField("places", null=True, blank=True, help_text="Trainees at one time.")
    women_places = models.PositiveIntegerField(
        "places in the women's section", null=True, blank=True, help_text="Of all places. Empty: no such section."
    )
    backup_power = models.BooleanField(
        default=False, help_text="It goes on through a power cut, on a generator, batteries or the sun."
    )
    contact_name = models.CharField("contact for trainees", max_length=80, blank=True)
    contact_phone = models.CharField("contact's phone", max_length=24, blank=True)
    women_contact_name = models.CharField(
        "woman to ask", max_length=80, blank=True, help_text="Shown instead to the trainees of batches for women."
    )
    women_contact_phone = models.CharField("her phone", max_length=24, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="hunar_people_centre_once"),
            models.CheckConstraint(
                condition=Q(women_places__isnull=True) | Q(capacity__isnull=True) | Q(women_places__lte=F("capacity")),
                name="hunar_people_women_places_within",
                violation_error_message="The women's section cannot have more places than the centre.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def title(self, language: str) -> str:
        """Return the name in ``language``, in English where there is none."""
        return (self.name_ur if language == "ur" else "") or self.name

    def contact(self, *, for_women: bool) -> Contact | None:
        """Return whom trainees ask, of a batch for women the woman named for it where there is one; None for nobody."""
        if for_women and (self.women_contact_name or self.women_contact_phone):
            return Contact(self.women_contact_name, self.women_contact_phone)
        if self.contact_name or self.contact_phone:
            return Contact(self.contact_name, self.contact_phone)
        return None


class WomenHours(models.Model):
    """A stretch of a weekday, or of every day, at which a centre is for women alone, in the centre's own time."""

    class Weekday(models.IntegerChoices):
        """As Python counts them."""

        MONDAY = 0, "Monday"
        TUESDAY = 1, "Tuesday"
        WEDNESDAY = 2, "Wednesday"
        THURSDAY = 3, "Thursday"
        FRIDAY = 4, "Friday"
        SATURDAY = 5, "Saturday"
        SUNDAY = 6, "Sunday"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = ParentalKey(Centre, on_delete=models.CASCADE, related_name="hours_for_women")
    weekday = models.PositiveSmallIntegerField(
        choices=Weekday.choices, null=True, blank=True, help_text="Or every day."
    )
    opens = models.TimeField("from")
    closes = models.TimeField("until")

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="hunar_people_women_hours_in_order",
                violation_error_message="These hours end before they begin.",
            ),
            models.CheckConstraint(
                condition=Q(weekday__isnull=True) | Q(weekday__lte=6), name="hunar_people_women_hours_weekday"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display() or 'Every day'} {self.opens:%H:%M}-{self.closes:%H:%M}"


class ClosedDay(models.Model):
    """A day on which a centre is shut."""

    centre = ParentalKey(Centre, on_delete=models.CASCADE, related_name="closed_days")
    day = models.DateField()
    reason = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "day"], name="hunar_people_closed_once"),
        ]

    def __str__(self) -> str:
        return self.day.isoformat()
