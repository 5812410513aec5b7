"""Data of this room."""

from certificates.models.award import Award
from certificates.models.award_status import AwardStatus

__all__ = ["Award", "AwardStatus"]
