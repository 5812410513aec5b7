"""The Django app of this room; its label stands in every database and never changes."""

from django.apps import AppConfig


class RunningConfig(AppConfig):
    """To whom it is taught, when it is open, how far they are."""

    name = "courses.running"
    label = "hunar_running"
    verbose_name = "Hunar running"
    default_auto_field = "django.db.models.BigAutoField"
    serves_trainees = True

    def ready(self) -> None:
        """Register what this room tells others: scopes, rights, verbs, jobs, first days, kinds of pages and notices."""
        # Importing these registers what they hold.
        from courses.running import events, groups, intakes, receivers, scopes  # noqa: F401
        from courses.running.attendance import events as attendance_events  # noqa: F401
        from courses.running.importing import jobs as importing_jobs  # noqa: F401
        from courses.running.kinds import register_activity_kind
        from courses.running.notices import words as notice_words
        from courses.running.seats import jobs as seat_jobs  # noqa: F401
        from courses.running.views.lesson import lesson
        from courses.running.views.roadmap import roadmap
        from courses.running.views.webinar import webinar

        notice_words.register()
        scopes.register()
        groups.register()
        register_activity_kind("lesson", lesson)
        register_activity_kind("roadmap", roadmap)
        register_activity_kind("webinar", webinar)
