"""The question bank: a question is a name that stays, its versions are what was asked."""

import secrets
import uuid
from typing import Any, NoReturn, cast

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.body import Kind
from assessments.paper import Source
from assessments.types import TYPES, read_body

KINDS = [("single", "Single choice"), ("multiple", "Multiple choice")]


def new_salt() -> str:
    """Sixteen random bytes as hex: what keeps a sealed part's hash from telling a short key."""
    return secrets.token_hex(16)


class Question(models.Model):
    """One question of a course's bank. What it says stands in its versions; the newest goes into the next edition."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course_key = models.UUIDField("course")
    slug = models.CharField(
        "reference",
        max_length=80,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", "Use small letters, digits and single hyphens.")],
        help_text="A short name staff know it by, for example colour-contrast-2. Trainees never see it.",
    )
    tags = models.JSONField(default=list, blank=True)
    archived = models.BooleanField(default=False, help_text="An archived question goes into no further edition.")

    class Meta:
        ordering = ["course_key", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["course_key", "slug"],
                name="hunar_assessments_question_once",
                violation_error_message="The course has a question of this reference already.",
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="hunar_assessments_question_has_slug"),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def current(self) -> "QuestionVersion | None":
        """The newest version, from prefetched versions when there are any."""
        return max(self.versions.all(), key=lambda version: version.number, default=None)


class Unchangeable(models.QuerySet["QuestionVersion"]):
    """Rows that are only ever added, in bulk too."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("A question version is never changed or deleted: add another one.")

    update = bulk_update = delete = _refuse


class QuestionVersion(models.Model):
    """What a question says from one edit to the next. Editions and attempts name it by number; it never changes."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=KINDS)
    body = models.JSONField()
    salt = models.CharField(max_length=32, default=new_salt, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        "hunar_people.Person", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = Unchangeable.as_manager()

    class Meta:
        ordering = ["question", "number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="hunar_assessments_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="hunar_assessments_version_from_one"),
            models.CheckConstraint(condition=Q(kind__in=sorted(TYPES)), name="hunar_assessments_version_kind"),
            models.CheckConstraint(condition=Q(salt__regex=r"^[0-9a-f]{32}$"), name="hunar_assessments_version_salt"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}, version {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the version; ``TypeError`` when it is stored already, ``BodyError`` when its body is not sound."""
        if not self._state.adding:
            raise TypeError("A question version is never changed: add another one.")
        self.body = read_body(self.kind, self.body).model_dump(mode="json")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: ``TypeError`` always."""
        raise TypeError("A question version is never deleted: archive its question.")

    @property
    def source(self) -> Source:
        """This version as an edition takes it."""
        body = read_body(self.kind, self.body)
        return Source(str(self.question.uuid), self.number, cast("Kind", self.kind), self.salt, body)
