"""A block by which any stream field takes a recording."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.blocks import ChooserBlock


class RecordingChooserBlock(ChooserBlock):
    """Holds a ``Recording``; stored as its primary key, None once the recording is gone."""

    @cached_property
    def target_model(self) -> Any:
        """Recordings."""
        from media_pipeline.models import Recording

        return Recording

    @cached_property
    def widget(self) -> Any:
        """The chooser that foreign keys in panels get too."""
        from media_pipeline.viewsets import RecordingChooserViewSet

        return RecordingChooserViewSet().widget_class()

    class Meta:
        icon = "media"
