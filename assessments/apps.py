"""The Django app of this room; its label stands in every database and never changes."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Question bank, quizzes, attempts, marking."""

    name = "assessments"
    label = "hunar_assessments"
    verbose_name = "Hunar assessments"
    default_auto_field = "django.db.models.BigAutoField"
