"""What a page may know while it is compiled."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

RIGHT_TO_LEFT = frozenset(
    {"ar", "bal", "ckb", "dv", "fa", "he", "ks", "pnb", "prs", "ps", "sd", "skr", "ug", "ur", "yi"}
)


@dataclass(frozen=True)
class FileFacts:
    """One file of an edition; ``width`` and ``height`` are 0 for what is no picture."""

    sha256: str
    ext: str
    type: str
    bytes: int
    width: int = 0
    height: int = 0

    @property
    def address(self) -> str:
        """Where a fragment finds it: ``files/<sha256>.<ext>``."""
        return f"files/{self.sha256}.{self.ext}"


@dataclass(frozen=True)
class PictureFacts:
    """A picture as phones get it, and a larger one where the original holds more than a phone's width shows."""

    small: FileFacts
    large: FileFacts | None = None


def no_link(page: int) -> str | None:  # noqa: ARG001
    """A context without a course: every link to a page is dead."""
    return None


def nothing(number: int) -> Any:  # noqa: ARG001
    """A context without files: no picture, document or recording is there."""
    return None


@dataclass(frozen=True)
class CompileContext:
    """The page's own language, its course, the way to other activities of the course, and its files by number.

    ``by_machine`` says that the words were translated by a machine and nobody has checked them.
    """

    language: str
    course_key: UUID | None = None
    link: Callable[[int], str | None] = no_link
    picture: Callable[[int], PictureFacts | None] = nothing
    document: Callable[[int], FileFacts | None] = nothing
    recording: Callable[[int], dict[str, Any] | None] = nothing
    by_machine: bool = False

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``, by the language alone."""
        return "rtl" if self.language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
