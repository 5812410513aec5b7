"""The Django app of this room; its label stands in every database and never changes."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Ground of the house: jobs, inbox, content store, keys, codes, text folding."""

    name = "lms.foundation"
    label = "hunar_foundation"
    verbose_name = "Hunar foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks, and what Wagtail is to ask us."""
        from lms.foundation import checks  # noqa: F401
        from lms.foundation.staff import jobs

        jobs.register()
