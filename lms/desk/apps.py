"""The Django app of this room; its label stands in every database and never changes."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The staff's front door: what to do today, across rooms."""

    name = "lms.desk"
    label = "hunar_desk"
    verbose_name = "Hunar desk"
    default_auto_field = "django.db.models.BigAutoField"
