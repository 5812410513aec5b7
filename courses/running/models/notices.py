"""Short words in the product for one person."""

import uuid

from django.db import models


class Notice(models.Model):
    """One notice of a person, as a kind and its parameters; the words are made when she reads it, in her language.

    ``about`` names what it is about, so that the same thing is told once. It holds no personal words.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("hunar_people.Person", on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=100)
    params = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "about"], name="hunar_running_notice_once"),
        ]

    def __str__(self) -> str:
        return f"Notice {self.uuid}"
