"""Who may have a certificate: one pure function that every path asks."""

from dataclasses import dataclass
from decimal import Decimal

from certificates.names import LONGEST_NAME, LONGEST_WORD, clean_name, has_letter, longest_word


@dataclass(frozen=True)
class Shortfall:
    """Something the pass rule still lacks: ``have`` of ``need`` of a ``kind``, in the activity ``key`` if in one."""

    kind: str
    have: int | Decimal = 0
    need: int | Decimal = 0
    key: str | None = None


@dataclass(frozen=True)
class Case:
    """All that decides: whether she still is in the course, whether she passed, and her names as they were typed."""

    active: bool
    passed: bool
    shortfalls: tuple[Shortfall, ...] = ()
    name: str = ""
    name_ur: str = ""


@dataclass(frozen=True)
class Eligibility:
    """Yes, or everything that stands in the way; ``dropped`` are signs of the names that no paper can show."""

    eligible: bool
    missing: tuple[Shortfall, ...]
    dropped: tuple[str, ...] = ()


def judge(case: Case) -> Eligibility:
    """Judge one case. Reasons come in the order in which they are mended: place, work, name."""
    missing: list[Shortfall] = []
    if not case.active:
        missing.append(Shortfall("withdrawn"))
    missing += case.shortfalls
    if not case.passed and not case.shortfalls:
        missing.append(Shortfall("not_passed"))
    name, name_ur = clean_name(case.name), clean_name(case.name_ur)
    missing += name_shortfalls(name.text, name_ur.text)
    return Eligibility(not missing, tuple(missing), name.dropped + name_ur.dropped)


def name_shortfalls(name: str, name_ur: str) -> list[Shortfall]:
    """Return what keeps names off the paper: none at all, too long, or a word no line can hold."""
    if not has_letter(name) and not has_letter(name_ur):
        return [Shortfall("no_name")]
    missing = []
    for words in (name, name_ur):
        if len(words) > LONGEST_NAME:
            missing.append(Shortfall("name_too_long", len(words), LONGEST_NAME))
        elif longest_word(words) > LONGEST_WORD:
            missing.append(Shortfall("word_too_long", longest_word(words), LONGEST_WORD))
    return missing
