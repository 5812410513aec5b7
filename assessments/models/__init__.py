"""Nouns of this room."""

from assessments.models.attempt import Attempt, AttemptEvent
from assessments.models.question import Question, QuestionVersion
from assessments.models.quiz_page import QuizPage

__all__ = ["Attempt", "AttemptEvent", "Question", "QuestionVersion", "QuizPage"]
