"""What this room offers to the rooms above it."""

from assessments.actions.questions import add_version, create_question
from assessments.actions.start import start_attempt
from assessments.querysets import attempts_of
from assessments.types import BodyError

__all__ = ["BodyError", "add_version", "attempts_of", "create_question", "start_attempt"]
