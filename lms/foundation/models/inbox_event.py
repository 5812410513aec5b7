"""An event that came in from outside, kept so that its second coming is recognised."""

from django.db import models


class InboxEvent(models.Model):
    """One accepted event with the reply it got. The id was made where the event happened.

    One with a ``late`` reason was kept for staff and changed nothing: it arrived after its door had closed.
    """

    uuid = models.UUIDField(unique=True)
    person = models.UUIDField()
    device = models.CharField(max_length=64)
    sequence = models.BigIntegerField()
    verb = models.CharField(max_length=64)
    payload = models.JSONField()
    # What the device believed; a hint, never a fact.
    happened_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    reply = models.JSONField(default=dict)
    late = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["person", "received_at"], name="hunar_foundation_event_person")]

    def __str__(self) -> str:
        return f"{self.verb} {self.uuid}"
