"""Nobody releases words of her own that nobody else looked at. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Authored:
    """One page as it would be released: its revision (0 without one), who wrote it, and who approved that revision.

    Accounts stand by their numbers; ``page`` is the page's number for the link to its editor.
    """

    key: UUID
    language: str
    page: int
    title: str
    revision: int
    writer: int | None
    approvers: frozenset[int] = field(default_factory=frozenset)


class OwnWords(PermissionDenied):
    """The release would change pages that its releaser wrote; ``pages`` are ``(number, title)`` of each."""

    def __init__(self, pages: list[tuple[int, str]]) -> None:
        """Say which pages, and what to do."""
        titles = ", ".join(f"“{title}”" for _number, title in pages)
        super().__init__(
            _(
                "You wrote the last version of %s, and nobody else has approved it. Submit it to a reviewer, or let "
                "somebody else release. Nothing was released."
            )
            % titles
        )
        self.pages = pages


def own_words(changed: Iterable[Authored], releaser: int | None) -> list[Authored]:
    """Those of the changed pages whose last revision is the releaser's own and approved by nobody but herself."""
    if releaser is None:
        return []
    return [page for page in changed if page.writer == releaser and not page.approvers - {releaser}]
