"""What moving a cohort to another edition gives and takes from each trainee. Pure."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from courses.authoring.api import Activity, Manifest


@dataclass(frozen=True)
class Effect:
    """One trainee: what she had finished and no longer counts, what she has to do besides, what falls away."""

    loses: tuple[Activity, ...]
    must_do: tuple[Activity, ...]
    spared: tuple[Activity, ...]

    @property
    def any(self) -> bool:
        """Whether anything changes for her beyond words."""
        return bool(self.loses or self.must_do or self.spared)


def effect(old: Manifest, new: Manifest, done: Set[str]) -> Effect:
    """What the move means for somebody who has ``done`` these activity keys.

    Marks and completions are kept whatever happens: they belong to activities, and finished stays finished.
    """
    return Effect(
        loses=tuple(each for each in old.activities if str(each.key) in done and new.activity(each.key) is None),
        must_do=tuple(_open(new.activities, old, done)),
        spared=tuple(_open(old.activities, new, done)),
    )


def _open(activities: Iterable[Activity], other: Manifest, done: Set[str]) -> Iterable[Activity]:
    """Required activities she has not done that the other edition does not ask for."""
    for each in activities:
        known = other.activity(each.key)
        asked = known is not None and known.required
        if each.required and not asked and str(each.key) not in done:
            yield each
