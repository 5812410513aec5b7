"""The Django app of this room; its label stands in every database and never changes."""

from django.apps import AppConfig


class LearnerConfig(AppConfig):
    """The trainee's front door: home, theme, sign-in."""

    name = "lms.learner"
    label = "hunar_learner"
    verbose_name = "Hunar learner"
    default_auto_field = "django.db.models.BigAutoField"
    serves_trainees = True
