"""What this room offers to the rooms above it."""

from certificates.actions.issue import NotEligibleError, issue
from certificates.actions.revoke import revoke
from certificates.actions.show_name import show_name
from certificates.models import Award
from certificates.pdf import PaperError, UnprintableError, paper_of, render
from certificates.querysets import award_of_code, awards_of, status_now
from certificates.status import Status

__all__ = [
    "Award",
    "NotEligibleError",
    "PaperError",
    "Status",
    "UnprintableError",
    "award_of_code",
    "awards_of",
    "issue",
    "pdf",
    "revoke",
    "show_name",
    "status_now",
]


def pdf(award: Award) -> bytes:
    """Return the paper of ``award`` as PDF, the same bytes each time.

    ``PaperError`` with a sentence when typst is not installed on this server.
    """
    return render(paper_of(award))
