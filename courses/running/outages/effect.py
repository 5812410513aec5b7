"""What an outage moves: the same rule that decides at the door, asked with it and without it."""

from dataclasses import dataclass, replace
from datetime import timedelta

from courses.running.access.facts import AccessFacts, Entry
from courses.running.access.ledger import read_facts
from courses.running.access.project import project
from courses.running.chunks import CHUNK, chunks
from courses.running.models import Cohort
from courses.running.outages.reach import Reach, met_by


@dataclass(frozen=True)
class BatchEffect:
    """One batch: how many it meets, for how many the end moves, and by how much at least and at most."""

    cohort: Cohort
    met: int
    moved: int
    least: timedelta
    most: timedelta

    @property
    def by(self) -> str:
        """By how much end dates move, for staff: “7 days”, “2 hours to 7 days”; empty when none moves."""
        if not self.moved:
            return ""
        ends = dict.fromkeys([span_text(self.least), span_text(self.most)])
        return " to ".join(ends)


def span_text(span: timedelta) -> str:
    """Return a stretch of time in days, hours and minutes, for staff; what is nothing is left out."""
    minutes = span // timedelta(minutes=1)
    parts = [(minutes // 1440, "day"), (minutes % 1440 // 60, "hour"), (minutes % 60, "minute")]
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count)


def gain(facts: AccessFacts, entry: Entry) -> timedelta:
    """Return by how much this entry moves the end of a window; nothing where the end is not known. Pure."""
    before = project(facts).closes_at
    after = project(replace(facts, entries=(*facts.entries, entry))).closes_at
    return after - before if before is not None and after is not None else timedelta(0)


def effects(reach: Reach) -> list[BatchEffect]:
    """Return what an outage that is not recorded yet would move, by batch; one query for every 500 enrolments."""
    entry = Entry("preview", "outage", reach.starts_at, at=reach.starts_at, until=reach.ends_at)
    gains: dict[Cohort, list[timedelta]] = {}
    for rows in chunks(met_by(reach).iterator(chunk_size=CHUNK)):
        facts = read_facts(rows)
        for row in rows:
            gains.setdefault(row.cohort, []).append(gain(facts[row.pk], entry))
    return [batch_effect(cohort, found) for cohort, found in gains.items()]


def batch_effect(cohort: Cohort, gains: list[timedelta]) -> BatchEffect:
    """Sum up one batch."""
    moved = [each for each in gains if each]
    zero = timedelta(0)
    return BatchEffect(cohort, len(gains), len(moved), min(moved, default=zero), max(moved, default=zero))
