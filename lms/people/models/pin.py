"""What is kept of a PIN."""

from django.db import models
from django.utils import timezone

from lms.people.models.person import Person


class PinCredential(models.Model):
    """A verifier, never the PIN: a slow hash over a keyed digest. A person who has one signs in by PIN alone."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="pin")
    verifier = models.CharField(max_length=256)
    set_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"PIN of person {self.person_id}"
