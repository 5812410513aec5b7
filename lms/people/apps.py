"""The Django app of this room; its label stands in every database and never changes."""

from django.apps import AppConfig, apps
from django.conf import settings


class PeopleConfig(AppConfig):
    """Persons, organisations, places, scoped roles; runs on any user model."""

    name = "lms.people"
    label = "hunar_people"
    verbose_name = "Hunar people"
    default_auto_field = "django.db.models.BigAutoField"

    @property
    def serves_trainees(self) -> bool:
        """True where people sign in with their PIN."""
        from lms.people.checks import BACKEND

        return BACKEND in settings.AUTHENTICATION_BACKENDS

    def ready(self) -> None:
        """Register the scopes this room knows, and what Wagtail is to ask us."""
        from lms.people import checks, middleware, own_scopes  # noqa: F401
        from lms.people.staff import policy

        own_scopes.register()
        policy.register()
        if apps.is_installed("wagtail.users"):
            from lms.people.staff import groups

            groups.hide_managed_groups()
