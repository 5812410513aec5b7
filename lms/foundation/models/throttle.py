"""Counters of the limiter."""

from django.db import models


class Throttle(models.Model):
    """How often something was asked of late. The key is a keyed hash: it tells nobody who or what."""

    key = models.CharField(max_length=64, unique=True)
    # Pairs [slot, count], oldest first; a slot is a tenth of the limiter's span.
    slots = models.JSONField(default=list)
    touched_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key[:8]
