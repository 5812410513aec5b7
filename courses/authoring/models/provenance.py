"""Who stood behind each page of an edition: kept beside it, never in its bytes."""

from django.conf import settings
from django.db import models

from courses.authoring.models.edition import Edition


class EditionPage(models.Model):
    """One page of an edition in one language: the revision that was compiled, who wrote it and who approved it.

    ``revision`` is Wagtail's number of it, 0 for a page that was published without one.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="pages")
    key = models.UUIDField()
    language = models.CharField(max_length=20)
    revision = models.BigIntegerField(default=0)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "key", "language"], name="hunar_courses_edition_page_once"),
        ]

    def __str__(self) -> str:
        """Which page of which edition."""
        return f"{self.edition}: {self.key} ({self.language})"
