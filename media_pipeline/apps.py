"""The Django app of this room; its label stands in every database and never changes."""

from django.apps import AppConfig


class MediaPipelineConfig(AppConfig):
    """A recording becomes small files any phone can play; knows nothing of courses."""

    name = "media_pipeline"
    label = "hunar_media"
    verbose_name = "Hunar recordings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the room's jobs, checks and the rule of who sees which recording."""
        from media_pipeline import checks, jobs, permissions

        checks.register()
        jobs.register()
        permissions.register()
