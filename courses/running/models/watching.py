"""What a person has watched of each lecture, and the clock of each phone that tells of it."""

from django.db import models


class WatchedLecture(models.Model):
    """One person and one activity: the seconds of its lecture that she played, each once.

    ``counted`` and ``waiting`` are united stretches ``[[start, end], …]`` in whole seconds; what waits was told of
    before the server's clock allowed it. Each event that told of it stays in the inbox.
    """

    person = models.ForeignKey("hunar_people.Person", on_delete=models.CASCADE, related_name="watched_lectures")
    activity_key = models.UUIDField()
    counted = models.JSONField(default=list)
    waiting = models.JSONField(default=list)
    # The length of ``counted``, for lists.
    seconds = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "activity_key"], name="hunar_running_watched_once"),
        ]

    def __str__(self) -> str:
        return f"Watched of activity {self.activity_key}"


class WatchClock(models.Model):
    """One person and one phone: when it was last heard, and the seconds of lectures it may still claim from then."""

    person = models.ForeignKey("hunar_people.Person", on_delete=models.CASCADE, related_name="watch_clocks")
    device = models.CharField(max_length=64)
    heard_at = models.DateTimeField()
    spare = models.FloatField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "device"], name="hunar_running_clock_once"),
        ]

    def __str__(self) -> str:
        return f"Clock of a phone of person {self.person_id}"
