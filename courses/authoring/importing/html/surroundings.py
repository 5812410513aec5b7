"""What converting asks of whoever reads the material: where pictures and links lead, and to hear of problems."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Target:
    """Where a link leads: exactly one of an address on the web, a lesson's source, a file of the material."""

    web: str = ""
    lesson: str = ""
    file: str = ""


class Surroundings(Protocol):
    """The file that is being converted, and what lies around it."""

    def picture(self, address: str, line: int) -> str | None:
        """The path of a readable picture; None when there is none, which was told as a problem."""

    def link(self, address: str, line: int) -> Target | None:
        """Where ``address`` leads; None when nowhere, which was told as a problem."""

    def problem(self, line: int, sentence: str) -> None:
        """Something a person should look at."""
