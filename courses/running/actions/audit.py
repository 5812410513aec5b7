"""The line that each action leaves in Wagtail's audit log."""

from typing import Any

from django.db import models
from wagtail.log_actions import log

from lms.people.models import Person


def record(instance: models.Model, action: str, by: Person | None, **data: Any) -> None:
    """Log ``hunar_running.<action>`` on ``instance``; ``data`` holds keys of rows, never the facts again."""
    log(instance=instance, action=f"hunar_running.{action}", user=by.user if by else None, data=data)
