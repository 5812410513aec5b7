"""The Django app of this room; its label stands in every database and never changes."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """Awards with their evidence, PDF, verification."""

    name = "certificates"
    label = "hunar_certificates"
    verbose_name = "Hunar certificates"
    default_auto_field = "django.db.models.BigAutoField"
