"""The Django app of this room; its label stands in every database and never changes."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """Awards with their evidence, PDF, verification."""

    name = "certificates"
    label = "hunar_certificates"
    verbose_name = "Hunar certificates"
    default_auto_field = "django.db.models.BigAutoField"
    serves_trainees = True

    def ready(self) -> None:
        """Declare the checks, what a certificate officer may do in Wagtail, and our columns in a batch's table."""
        from certificates import checks  # noqa: F401
        from certificates.exporting import HEADINGS, states_in
        from certificates.permissions import OFFICER
        from certificates.staff.rights import let_into_wagtail
        from courses.running.api import register_export_columns
        from lms.people.api import register_group_rights

        register_export_columns(HEADINGS, states_in)
        register_group_rights(OFFICER, "programme", let_into_wagtail)
        register_group_rights(OFFICER, "site", let_into_wagtail)
