"""Editions: what trainees get. Written once, by release; never changed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.foundation.models import StoredFile


class Edition(models.Model):
    """One release of one course: an open and a sealed compartment, named by the hash of the manifest's bytes.

    ``source`` is the course as its authors wrote it, for another site; editions older than that have none.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course_key = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    format = models.PositiveSmallIntegerField()
    compiler = models.PositiveSmallIntegerField()
    manifest = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sealed = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    files = models.ManyToManyField(StoredFile, through="EditionFile", related_name="+")
    released_by = models.ForeignKey("hunar_people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    released_at = models.DateTimeField()
    corrects = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="corrections")

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["course_key", "number"]
        constraints = [
            models.UniqueConstraint(fields=["course_key", "number"], name="hunar_courses_edition_number"),
            models.UniqueConstraint(fields=["course_key", "hash"], name="hunar_courses_edition_hash"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="hunar_courses_edition_from_one"),
        ]

    def __str__(self) -> str:
        """The number is what people say; the course stands beside it."""
        return f"Edition {self.number}"


class EditionFile(models.Model):
    """One open file of an edition; holds its bytes in the content store."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="edition_files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "stored"], name="hunar_courses_edition_file_once"),
        ]

    def __str__(self) -> str:
        """Which edition holds a file; the file's name is its hash."""
        return f"{self.edition}: {self.stored}"
