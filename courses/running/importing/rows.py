"""What one row of a list says of a person, or what is wrong with it, column by column. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from courses.running.importing.columns import TITLES, plain
from lms.foundation.api import fold, fold_digits
from lms.people.api import BadIdentifier, one_spelling

GENDERS: Final = {
    **dict.fromkeys(map(plain, ("f", "female", "woman", "women", "عورت", "خاتون", "خواتین", "لڑکی", "مؤنث")), "f"),
    **dict.fromkeys(map(plain, ("m", "male", "man", "men", "مرد", "لڑکا", "مذکر")), "m"),
    **dict.fromkeys(map(plain, ("x", "other", "another", "transgender", "دیگر")), "x"),
}
LANGUAGES: Final = {
    **dict.fromkeys(map(plain, ("ur", "urdu", "اردو")), "ur"),
    **dict.fromkeys(map(plain, ("en", "english", "انگریزی")), "en"),
    **dict.fromkeys(map(plain, ("ps", "pashto", "پشتو")), "ps"),
}
LONGEST: Final = {"username": 150, "legal_name": 160, "display_name": 80, "urdu_name": 160}
USERNAME: Final = re.compile(r"[a-z0-9._@+-]+")
# A number that a spreadsheet has rounded, as 9.12341E+12.
ROUNDED: Final = re.compile(r"[0-9][.,]?[0-9]*[eE]\+?[0-9]+")


@dataclass(frozen=True)
class Problem:
    """What is wrong in one column of one line; the sentence repeats no word of the file."""

    line: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Row:
    """A row that can be read: numbers in their one spelling, empty where nothing is said."""

    line: int
    username: str = ""
    legal_name: str = ""
    display_name: str = ""
    urdu_name: str = ""
    gender: str = ""
    cnic: str = ""
    phone: str = ""
    language: str = "ur"

    @property
    def folded_name(self) -> str:
        """The legal name as names are compared."""
        return fold(self.legal_name)


def read_row(line: int, fields: dict[str, str]) -> tuple[Row, list[Problem]]:
    """Return the row and everything that is wrong with it."""
    found: list[Problem] = []

    def wrong(column: str, sentence: str) -> str:
        found.append(Problem(line, TITLES[column], sentence))
        return ""

    def chosen(column: str, words: dict[str, str], empty: str, sentence: str) -> str:
        text = fields.get(column, "")
        return (words.get(plain(text)) or wrong(column, sentence)) if text else empty

    def number(column: str) -> str:
        text = fields.get(column, "")
        try:
            return read_number(column, text) if text else ""
        except BadIdentifier as reason:
            return wrong(column, str(reason))

    for column, longest in LONGEST.items():
        if len(fields.get(column, "")) > longest:
            wrong(column, f"This is longer than {longest} letters.")
    username = fold_digits(fields.get("username", "")).lower()
    if username and not USERNAME.fullmatch(username):
        wrong("username", "A username has small Latin letters, digits and . _ - only, without spaces.")
    row = Row(
        line=line,
        username=username,
        legal_name=fields.get("legal_name", ""),
        display_name=fields.get("display_name", ""),
        urdu_name=fields.get("urdu_name", ""),
        gender=chosen("gender", GENDERS, "", "Write female, male or other."),
        cnic=number("cnic"),
        phone=number("phone"),
        language=chosen("language", LANGUAGES, "ur", "Write Urdu, English or Pashto."),
    )
    if not found and not (row.username or row.cnic or row.phone):
        found.append(Problem(line, "", "Give a username, a CNIC or a phone: without one nobody can be told apart."))
    if not found and not row.legal_name and not row.username:
        wrong("legal_name", "Give the full name, as it stands on the CNIC.")
    return row, found


def read_number(kind: str, text: str) -> str:
    """Return a CNIC or a phone in its one spelling; ``BadIdentifier`` with a sentence when it is none."""
    digits = fold_digits(text)
    if ROUNDED.fullmatch(digits):
        raise BadIdentifier("The spreadsheet has rounded this number. Format the column as text and type it again.")
    # Spreadsheets take a number's leading zero away.
    return one_spelling(kind, f"0{digits}" if kind == "phone" and re.fullmatch(r"3[0-9]{9}", digits) else digits)
