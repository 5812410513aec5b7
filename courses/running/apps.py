"""The Django app of this room; its label stands in every database and never changes."""

from django.apps import AppConfig


class RunningConfig(AppConfig):
    """To whom it is taught, when it is open, how far they are."""

    name = "courses.running"
    label = "hunar_running"
    verbose_name = "Hunar running"
    default_auto_field = "django.db.models.BigAutoField"
