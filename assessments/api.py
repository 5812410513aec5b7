"""What this room offers to the rooms above it."""

from assessments.actions.answer import save_answer
from assessments.actions.finish import finish_attempt
from assessments.actions.questions import add_version, create_question
from assessments.actions.start import start_attempt
from assessments.editions import sealed_quiz
from assessments.querysets import attempts_of
from assessments.types import BodyError

__all__ = [
    "BodyError",
    "add_version",
    "attempts_of",
    "create_question",
    "finish_attempt",
    "save_answer",
    "sealed_quiz",
    "start_attempt",
]
