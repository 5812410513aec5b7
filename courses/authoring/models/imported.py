"""Which page came from which file of imported material."""

from django.db import models


class ImportedSource(models.Model):
    """One lesson's or module's place in the material it came from, and the digest of what was last brought in."""

    course_key = models.UUIDField()
    language = models.CharField(max_length=20)
    source = models.CharField(max_length=500)
    page_key = models.UUIDField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course_key", "language", "source"], name="hunar_courses_imported_source_once"
            ),
        ]

    def __str__(self) -> str:
        """The file it came from."""
        return self.source
