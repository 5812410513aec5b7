"""The columns of a list of trainees and the headers by which each is known. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lms.foundation.api import fold

# What a column is, how it is headed in the template, and how else people head it.
HEADERS: Final[dict[str, tuple[str, ...]]] = {
    "username": ("username", "user name", "user", "login", "یوزر نیم", "صارف نام"),
    "legal_name": ("legal name", "full name", "name", "name on cnic", "پورا نام", "قانونی نام", "نام"),
    "display_name": ("display name", "short name", "name others see", "مختصر نام", "پکارنے کا نام"),
    "urdu_name": ("urdu name", "name in urdu", "اردو نام", "نام اردو میں"),
    "gender": ("gender", "sex", "جنس", "صنف"),
    "cnic": ("cnic", "cnic no", "cnic number", "id card", "id card number", "شناختی کارڈ", "شناختی کارڈ نمبر"),
    "phone": (
        "phone",
        "phone no",
        "phone number",
        "mobile",
        "mobile no",
        "mobile number",
        "فون",
        "فون نمبر",
        "موبائل",
        "موبائل نمبر",
    ),
    "language": ("language", "زبان"),
}
TITLES: Final[dict[str, str]] = {
    "username": "Username",
    "legal_name": "Legal name",
    "display_name": "Display name",
    "urdu_name": "Urdu name",
    "gender": "Gender",
    "cnic": "CNIC",
    "phone": "Phone",
    "language": "Language",
}


def plain(header: str) -> str:
    """Return a header as it is compared: letters and digits alone, in one spelling."""
    return re.sub(r"[\W_]+", "", fold(header))


KNOWN: Final[dict[str, str]] = {plain(header): name for name, headers in HEADERS.items() for header in headers}


class BadHeader(Exception):
    """The first line does not say which column is what; the text is a sentence for staff."""


@dataclass(frozen=True)
class Header:
    """Which column of a file holds what, by its place; ``ignored`` are the headers that mean nothing to us."""

    places: dict[int, str]
    ignored: tuple[str, ...]
    width: int

    def fields(self, cells: Sequence[str]) -> dict[str, str]:
        """Return a row's cells by name; a short row has empty ones."""
        return {name: cells[place] if place < len(cells) else "" for place, name in self.places.items()}

    def overflowing(self, cells: Sequence[str]) -> bool:
        """Answer whether a row says something beyond the last column of the header."""
        return any(cells[self.width :])


def known_columns(cells: Sequence[str]) -> int:
    """Return how many of these cells head a column that we know."""
    return sum(plain(cell) in KNOWN for cell in cells)


def read_header(cells: Sequence[str]) -> Header:
    """Return which column is what. ``BadHeader`` when none is known, one stands twice, or nobody could be found."""
    places: dict[int, str] = {}
    ignored = []
    for place, cell in enumerate(cells):
        name = KNOWN.get(plain(cell))
        if name is None:
            ignored += [cell[:60]] if cell else []
        elif name in places.values():
            raise BadHeader(f"Two columns of this file are headed “{TITLES[name]}”. Leave one of them.")
        else:
            places[place] = name
    if not places:
        raise BadHeader("The first line of this file does not name its columns. Begin with the template.")
    if not {"username", "cnic", "phone"} & set(places.values()):
        raise BadHeader("This file has no column for username, CNIC or phone, so nobody could be told apart.")
    width = max((place for place, cell in enumerate(cells) if cell), default=-1) + 1
    return Header(places, tuple(ignored[:20]), width)
