"""What the catalogue says of an edition, kept beside it so that a list of courses reads no manifest."""

from django.db import models

from courses.authoring.models.edition import Edition


class EditionListing(models.Model):
    """Made of an edition's bytes by ``editions.listing`` and nothing else; never changed, for an edition never is.

    ``weights`` are bytes by language, the least and the most, ``missing`` how many activities a language lacks, where
    it lacks any. ``words`` are its titles as they are searched.
    ``rules`` tells by which version of our code the row was made.
    """

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="listing")
    rules = models.PositiveSmallIntegerField()
    languages = models.JSONField()
    weights = models.JSONField()
    missing = models.JSONField(default=dict)
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        """Of which edition."""
        return f"Listing of {self.edition}"
