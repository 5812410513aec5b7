"""What a person has done: activity records and places in lectures, by activity key."""

from django.db import models
from django.db.models import F, Q


class ActivityRecord(models.Model):
    """One person and one activity, with the edition it was last bettered in. It only ever gets better."""

    class State(models.TextChoices):
        STARTED = "started", "Started"
        DONE = "done", "Done"

    person = models.ForeignKey("hunar_people.Person", on_delete=models.PROTECT, related_name="activity_records")
    activity_key = models.UUIDField()
    edition = models.ForeignKey("hunar_courses.Edition", on_delete=models.PROTECT, related_name="activity_records")
    state = models.CharField(max_length=10, choices=State.choices, default=State.STARTED)
    best_score = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    max_score = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    first_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "activity_key"], name="hunar_running_record_once"),
            models.CheckConstraint(
                condition=Q(state="started", done_at__isnull=True) | Q(state="done", done_at__isnull=False),
                name="hunar_running_done_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(best_score__isnull=True, max_score__isnull=True)
                | Q(max_score__gt=0, best_score__gte=0, best_score__lte=F("max_score")),
                name="hunar_running_score_within_max",
            ),
        ]

    def __str__(self) -> str:
        return f"Record of activity {self.activity_key}"


class LecturePlace(models.Model):
    """Where a person stopped in a lecture, in seconds.

    The last word of a phone counts by its own ``sequence``; between phones, the last to arrive.
    """

    person = models.ForeignKey("hunar_people.Person", on_delete=models.CASCADE, related_name="lecture_places")
    activity_key = models.UUIDField()
    seconds = models.FloatField()
    rung = models.CharField(max_length=10)
    device = models.CharField(max_length=64, blank=True)
    sequence = models.BigIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "activity_key"], name="hunar_running_place_once"),
            models.CheckConstraint(condition=Q(seconds__gte=0), name="hunar_running_place_not_negative"),
            models.CheckConstraint(
                condition=Q(rung__in=["slides", "audio", "video", "standard"]), name="hunar_running_place_rung"
            ),
        ]

    def __str__(self) -> str:
        return f"Place in activity {self.activity_key}"
