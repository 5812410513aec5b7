"""An award: that a person completed a course, with the evidence it was judged on."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from certificates.names import initials


class Award(models.Model):
    """A copy of everything it says: it outlives the person, the enrolment, the course and the programme.

    ``state`` is a projection of the ledger in ``entries``; only ``certificates.actions`` write it.
    """

    class NameShown(models.TextChoices):
        INITIALS = "initials", "First letters only"
        FULL = "full", "Full name"

    class State(models.TextChoices):
        VALID = "valid", "Valid"
        REVOKED = "revoked", "Revoked"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=40, unique=True, editable=False)
    person = models.ForeignKey(
        "hunar_people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="awards"
    )
    enrolment_uuid = models.UUIDField(editable=False)
    programme_uuid = models.UUIDField(db_index=True, editable=False)
    course_key = models.UUIDField(db_index=True, editable=False)
    holder_name = models.CharField(max_length=200, blank=True, editable=False)
    holder_name_ur = models.CharField(max_length=200, blank=True, editable=False)
    course_titles = models.JSONField(editable=False)
    programme_name = models.CharField(max_length=200, editable=False)
    programme_name_ur = models.CharField(max_length=200, blank=True, editable=False)
    issuer_name = models.CharField(max_length=200, editable=False)
    issuer_name_ur = models.CharField(max_length=200, blank=True, editable=False)
    nominal_minutes = models.PositiveIntegerField(editable=False)
    issued_on = models.DateField(editable=False)
    specimen = models.BooleanField(default=False, editable=False)
    evidence = models.JSONField(editable=False)
    name_shown = models.CharField(max_length=10, choices=NameShown.choices, default=NameShown.INITIALS)
    state = models.CharField(max_length=10, choices=State.choices, default=State.VALID, editable=False)

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course_key"],
                condition=~Q(state="revoked"),
                name="hunar_certificates_one_in_force",
            ),
            models.CheckConstraint(condition=Q(state__in=["valid", "revoked"]), name="hunar_certificates_award_state"),
            models.CheckConstraint(
                condition=Q(name_shown__in=["initials", "full"]), name="hunar_certificates_name_shown"
            ),
            models.CheckConstraint(
                condition=Q(evidence__has_key="format"), name="hunar_certificates_never_without_evidence"
            ),
            models.CheckConstraint(
                condition=~Q(holder_name="", holder_name_ur=""), name="hunar_certificates_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return f"Award {self.uuid}"

    def course_title(self, language: str) -> str:
        """Return the course's title in ``language``, else in English, else in whichever language there is."""
        titles: dict[str, Any] = self.course_titles
        return str(titles.get(language) or titles.get("en") or next(iter(titles.values()), ""))

    def programme(self, language: str) -> str:
        """Return the programme's name in ``language``, in English where there is none."""
        return (self.programme_name_ur if language == "ur" else "") or self.programme_name

    def issuer(self, language: str) -> str:
        """Return the issuer's name in ``language``, in English where there is none."""
        return (self.issuer_name_ur if language == "ur" else "") or self.issuer_name

    @property
    def name_for_others(self) -> str:
        """The name as its holder chose to show it to strangers."""
        name = self.holder_name or self.holder_name_ur
        return name if self.name_shown == self.NameShown.FULL else initials(name)

    @property
    def hours(self) -> str:
        """The nominal hours of the course as they are printed: "48", "7.5"."""
        return f"{self.nominal_minutes / 60:.1f}".removesuffix(".0")
