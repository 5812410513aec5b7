"""The Django app of this room; its label stands in every database and never changes."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Question bank, quizzes, attempts, marking."""

    name = "assessments"
    label = "hunar_assessments"
    verbose_name = "Hunar assessments"
    default_auto_field = "django.db.models.BigAutoField"
    serves_trainees = True

    def ready(self) -> None:
        """Bring the quiz to the trainee's pages and to the inbox, and let banks travel with their courses."""
        from assessments import events  # noqa: F401
        from assessments.portable import put_questions, take_questions
        from assessments.views.quiz import quiz
        from courses.authoring.api import register_portable
        from courses.running.api import register_activity_kind

        register_activity_kind("quiz", quiz)
        register_portable("hunar_assessments", take=take_questions, put=put_questions)
