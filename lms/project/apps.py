"""The Django app of this room; its label stands in every database and never changes."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Roof: settings, addresses, demo, our own User model."""

    name = "lms.project"
    label = "hunar_project"
    verbose_name = "Hunar project"
    default_auto_field = "django.db.models.BigAutoField"
