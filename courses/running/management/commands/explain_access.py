"""``manage.py explain_access``: why a door is open or shut."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.html import strip_tags

from courses.running.access.door import decide
from courses.running.access.explain import answered
from courses.running.access.ledger import read_facts
from courses.running.access.rule import standing_entries
from courses.running.access.words import until_words
from courses.running.models import Enrolment
from courses.running.passing.sentences import stage_sentence
from courses.running.querysets import enrolments


class Command(BaseCommand):
    """For one enrolment in words, or for a file of facts line by line."""

    help = "Say why an enrolment's door is open or shut, with every entry; or decide about lines of facts (--facts)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """An enrolment, or a file."""
        parser.add_argument("enrolment", nargs="?", type=UUID, help="the enrolment's uuid")
        parser.add_argument("--at", help="the instant to ask about, with its offset; now when not given")
        parser.add_argument("--facts", help="a file with one JSON object of facts a line; - reads standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer."""
        if options["facts"]:
            self.lines(options["facts"])
        elif options["enrolment"]:
            self.story(options["enrolment"], options["at"])
        else:
            message = "Name an enrolment, or a file of facts with --facts."
            raise CommandError(message)

    def lines(self, source: str) -> None:
        """One decision a line."""
        with sys.stdin if source == "-" else Path(source).open(encoding="utf-8") as stream:
            for line in stream:
                if line.strip():
                    self.stdout.write(answered(line))

    def story(self, key: UUID, moment: str | None) -> None:
        """The decision, what the window says of itself, and all that it was read from."""
        found = enrolments().filter(uuid=key).first()
        at = parse_datetime(moment) if moment else timezone.now()
        if found is None:
            message = "No enrolment has this uuid."
            raise CommandError(message)
        if at is None or at.tzinfo is None:
            message = "Write the instant with its offset, for example 2026-11-02T09:00:00+05:00."
            raise CommandError(message)
        facts = read_facts([found])[found.pk]
        decision = decide(found, facts, at=at)
        with translation.override("en"):
            self.stdout.write(f"{at.isoformat()}: {decision.reason}. {strip_tags(until_words(decision, facts))}")
        self.stdout.write(f"Window: {window_words(found)}, from {facts.starts_on} in {facts.time_zone}")
        rules = found.cohort.programme.rules
        for sentence in map(stage_sentence, rules.stages):
            self.stdout.write(f"  {sentence}")
        for rule in rules.unenforced:
            self.stdout.write(f"  Not enforced yet ({rule.code}): {rule.sentence}")
        if facts.last_session_ends_at is not None:
            self.stdout.write(f"  {facts.last_session_ends_at.isoformat()}  the last class planned ends")
        for item in facts.roll:
            self.stdout.write(f"  {item.at.isoformat()}  {item.minutes} minutes in class")
        counted = {entry.key for entry in standing_entries(facts.entries)}
        for entry in found.access_entries.order_by("effective_at", "pk"):
            taken_back = "" if str(entry.uuid) in counted else "  (taken back)"
            told = [str(part) for part in (entry.days, entry.at, entry.until) if part is not None]
            words = " ".join([entry.kind, *told, f"({entry.reason_code})"])
            self.stdout.write(f"  {entry.effective_at.isoformat()}  {words}{taken_back}")


def window_words(enrolment: Enrolment) -> str:
    """Return what the programme says of windows, in the words of its policy."""
    policy = enrolment.cohort.programme.rules.window
    length = f"{policy.months} months" if policy.months else f"{policy.days} days"
    after = policy.after_last_session_days
    held_open = f", never ending before {after} days after the last class planned" if after is not None else ""
    return f"{length}, {policy.basis}" + (f" {policy.minutes}" if policy.minutes else "") + held_open
