"""Where a course keeps its recordings and pictures."""

from django.db import models
from wagtail.models import Collection


class CourseCollection(models.Model):
    """The collection of one course, in all its languages: rights on files follow the course."""

    course_key = models.UUIDField(unique=True)
    collection = models.OneToOneField(Collection, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        """The collection carries the course's title."""
        return str(self.collection)
