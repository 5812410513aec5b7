"""The Django app of this room; its label stands in every database and never changes."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, organisations, places, scoped roles; runs on any user model."""

    name = "lms.people"
    label = "hunar_people"
    verbose_name = "Hunar people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the scopes this room knows."""
        from lms.people import own_scopes

        own_scopes.register()
