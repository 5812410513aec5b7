"""What a page may know while it is compiled."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

RIGHT_TO_LEFT = frozenset(
    {"ar", "bal", "ckb", "dv", "fa", "he", "ks", "pnb", "prs", "ps", "sd", "skr", "ug", "ur", "yi"}
)


def no_link(page: int) -> str | None:  # noqa: ARG001
    """A context without a course: every link to a page is dead."""
    return None


@dataclass(frozen=True)
class CompileContext:
    """The page's own language, its course, and the way to other activities of the same course."""

    language: str
    course_key: UUID | None = None
    link: Callable[[int], str | None] = no_link

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``, by the language alone."""
        return "rtl" if self.language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
