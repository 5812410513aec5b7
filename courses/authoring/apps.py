"""The Django app of this room; its label stands in every database and never changes."""

from django.apps import AppConfig


class AuthoringConfig(AppConfig):
    """What is taught: pages and editions; knows no person's progress."""

    name = "courses.authoring"
    label = "hunar_courses"
    verbose_name = "Hunar courses"
    default_auto_field = "django.db.models.BigAutoField"
    serves_trainees = True

    def ready(self) -> None:
        """Bind jobs, signals and checks, and say what roles at a course open and who may change tracks."""
        from courses.authoring import checks, jobs, receivers, rights  # noqa: F401
        from courses.authoring.staff import tracks

        rights.register()
        tracks.register_policy()
