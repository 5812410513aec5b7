"""Quizzes as an edition holds them."""

from uuid import UUID

from assessments.paper import OpenQuiz, SealedQuiz
from courses.authoring.api import load_manifest, sealed_part
from courses.authoring.models import Edition


def open_quiz(edition: Edition, activity_key: UUID) -> OpenQuiz:
    """The open half; ``LookupError`` when the edition has no quiz of this key."""
    activity = load_manifest(edition).activity(activity_key)
    if activity is None or activity.kind != "quiz":
        raise LookupError(f"Edition {edition.uuid} has no quiz {activity_key}.")
    return OpenQuiz.model_validate(activity.extra)


def sealed_quiz(edition: Edition, activity_key: UUID) -> SealedQuiz:
    """The sealed half; call it to mark, or to show a review after the finish, and nowhere else."""
    return SealedQuiz.model_validate(sealed_part(edition, activity_key))
