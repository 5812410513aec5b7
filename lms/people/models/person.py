"""A person, with or without an account, and the numbers that identify her."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Person(models.Model):
    """Somebody the programme knows. ``display_name`` is what peers see; the legal name never leaves its rooms."""

    class Gender(models.TextChoices):
        """As she says it; empty when nobody asked."""

        FEMALE = "f", "Woman"
        MALE = "m", "Man"
        OTHER = "x", "Another"

    class Language(models.TextChoices):
        """Languages a person may choose for her pages."""

        ENGLISH = "en", "English"
        URDU = "ur", "Urdu"
        PASHTO = "ps", "Pashto"

    class Network(models.TextChoices):
        """Whose link her phone uses; empty when nobody asked."""

        JAZZ = "jazz", "Jazz"
        ZONG = "zong", "Zong"
        TELENOR = "telenor", "Telenor"
        UFONE = "ufone", "Ufone"
        SCOM = "scom", "SCOM"
        OTHER = "other", "Another"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="hunar_person"
    )
    display_name = models.CharField(max_length=80)
    legal_name = models.CharField(max_length=160, blank=True)
    urdu_name = models.CharField("name line in Urdu", max_length=160, blank=True)
    gender = models.CharField(max_length=1, choices=Gender.choices, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.URDU)
    # Where she lives and whose link she uses: an outage there moves her dates. Neither leaves staff's screens.
    district = models.ForeignKey(
        "hunar_people.District", null=True, blank=True, on_delete=models.PROTECT, related_name="persons"
    )
    network = models.CharField("mobile network", max_length=8, choices=Network.choices, blank=True)
    data_saver = models.BooleanField(default=False)
    shared_phone = models.BooleanField(default=True)
    # Where she studies or works: some batches are for one institute's people.
    organisations = models.ManyToManyField("hunar_people.Organisation", blank=True, related_name="members")
    guardian = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="wards")
    # A person of the demo: signs in from this machine alone.
    demo = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(guardian__isnull=True) | ~Q(guardian=F("id")), name="hunar_people_not_her_own_guardian"
            ),
            models.CheckConstraint(condition=Q(gender__in=["", "f", "m", "x"]), name="hunar_people_gender"),
            models.CheckConstraint(
                condition=Q(network__in=["", "jazz", "zong", "telenor", "ufone", "scom", "other"]),
                name="hunar_people_network",
            ),
            models.CheckConstraint(condition=Q(language__in=["en", "ur", "ps"]), name="hunar_people_language"),
        ]

    def __str__(self) -> str:
        """No name: this text goes into logs and stays there."""
        return f"Person {self.uuid}"


class Identifier(models.Model):
    """A number that identifies a person, sealed; ``lookup`` is a keyed hash that finds it again."""

    class Kind(models.TextChoices):
        """What sort of number."""

        CNIC = "cnic", "CNIC"
        PHONE = "phone", "Phone"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    ciphertext = models.TextField()
    lookup = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "lookup"], name="hunar_people_identifier_once"),
            # A CNIC is one person's; a phone number may serve a family.
            models.UniqueConstraint(fields=["lookup"], condition=Q(kind="cnic"), name="hunar_people_cnic_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of person {self.person_id}"
