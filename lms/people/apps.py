"""The Django app of this room; its label stands in every database and never changes."""

from django.apps import AppConfig, apps


class PeopleConfig(AppConfig):
    """Persons, organisations, places, scoped roles; runs on any user model."""

    name = "lms.people"
    label = "hunar_people"
    verbose_name = "Hunar people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the scopes this room knows, and what Wagtail is to ask us."""
        from lms.people import checks, middleware, own_scopes  # noqa: F401
        from lms.people.staff import policy

        own_scopes.register()
        policy.register()
        if apps.is_installed("wagtail.users"):
            from lms.people.staff import groups

            groups.hide_managed_groups()
