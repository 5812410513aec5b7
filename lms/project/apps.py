"""The Django app of the roof; its label stands in every database and never changes."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Roof: settings, addresses, demo, our own User model."""

    name = "lms.project"
    label = "hunar_project"
    verbose_name = "Hunar project"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the demo's jobs where there is a demo."""
        from django.conf import settings

        if settings.HUNAR_DEMO:
            from lms.project import jobs  # noqa: F401
