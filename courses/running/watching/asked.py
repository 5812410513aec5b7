"""How much of an activity's lecture its programme asks a trainee to watch. Pure."""

from courses.authoring.api import Activity
from courses.running.policy import Policy
from courses.running.watching.rule import seconds_missing


def percent_of(policy: Policy, activity: Activity) -> int | None:
    """Return the percent of the activity's lecture that is asked for; None where watching decides nothing."""
    if not activity.lectures:
        return None
    asked = {"lesson": policy.watch_percent, "webinar": policy.webinar_percent}
    return asked.get(activity.kind)


def lecture_seconds(activity: Activity, *, longest: bool = False) -> int:
    """Return the whole seconds of the activity's lecture; of several, in several languages, the shortest counts."""
    lengths = [int(entry["seconds"]) for entry in activity.lectures.values()]
    return (max if longest else min)(lengths, default=0)


def seconds_left(policy: Policy, activity: Activity, watched: int) -> int:
    """Return the seconds still to watch before the activity counts; 0 where watching decides nothing."""
    percent = percent_of(policy, activity)
    return seconds_missing(watched, lecture_seconds(activity), percent) if percent else 0
