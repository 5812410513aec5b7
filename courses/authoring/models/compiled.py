"""What was compiled before: never believed, only taken again where it was made from the very same things."""

from django.db import models

from courses.authoring.models.course import CoursePage


class CompiledActivity(models.Model):
    """One activity of a course as the compiler last wrote it; may be emptied at any time.

    ``sources`` names everything it was made from, ``asked`` are the questions that the pages asked meanwhile.
    """

    course = models.ForeignKey(CoursePage, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    sources = models.CharField(max_length=64)
    asked = models.TextField()
    entry = models.BinaryField()
    sealed = models.BinaryField()
    fragments = models.BinaryField()
    files = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "key"], name="hunar_courses_compiled_activity_once"),
        ]

    def __str__(self) -> str:
        """Which activity it is; its words stand in editions."""
        return str(self.key)
