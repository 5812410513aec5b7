"""A track: the trade under which a visitor looks for courses."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Track(models.Model):
    """One trade, such as design. Staff make them; a track with a published course is offered the same moment."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80, unique=True)
    name_ur = models.CharField(_("name in Urdu"), max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(
        _("place in the list"), default=0, help_text=_("Small numbers stand first.")
    )

    class Meta:
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
        ordering = ["order", "name", "pk"]

    def __str__(self) -> str:
        """What staff choose by."""
        return self.name

    def title(self, language: str) -> str:
        """Return the name in ``language``, in English where there is none."""
        return (self.name_ur if language == "ur" else "") or self.name
