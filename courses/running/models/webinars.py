"""When and where a batch meets for a webinar."""

import uuid

from django.db import models

from courses.running.models.classes import ClassSession
from courses.running.models.cohorts import Cohort


class WebinarMeeting(models.Model):
    """One webinar of a course in one cohort: a class session that meets by link or phone.

    Date, planned minutes and roll are the session's. ``link`` and ``dial_in`` are shown through the door alone, near
    the time; whoever types ``code`` on the day was there.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.OneToOneField(ClassSession, on_delete=models.PROTECT, related_name="meeting")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="meetings")
    activity_key = models.UUIDField()
    link = models.URLField(max_length=500, blank=True)
    dial_in = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "activity_key"], name="hunar_running_meeting_once"),
        ]

    def __str__(self) -> str:
        return f"Meeting {self.uuid}"
