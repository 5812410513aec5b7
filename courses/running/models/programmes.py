"""A programme: a preset of policies under which courses are taught."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from pydantic import ValidationError as PolicyError

from courses.running.policy import Policy, default_policy, read_policy


class Programme(models.Model):
    """A preset of policies kept as data; ``specimen`` marks every paper issued under it as a specimen."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    name_ur = models.CharField("name in Urdu", max_length=200, blank=True)
    policy = models.JSONField(default=default_policy)
    specimen = models.BooleanField(default=False, help_text="Certificates say “specimen”: for demonstrations.")

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a policy that breaks a rule, with the rule's own sentence."""
        try:
            read_policy(self.policy)
        except PolicyError as error:
            raise ValidationError({"policy": [item["msg"] for item in error.errors()]}) from error

    @property
    def rules(self) -> Policy:
        """The policy, read and frozen."""
        return read_policy(self.policy)

    def title(self, language: str) -> str:
        """Return the name in ``language``, in English where there is none."""
        return (self.name_ur if language == "ur" else "") or self.name


class ProgrammeCourse(models.Model):
    """A course that a programme offers, by the course's key."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="courses")
    course_key = models.UUIDField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "course_key"], name="hunar_running_course_once"),
        ]

    def __str__(self) -> str:
        return str(self.course_key)
