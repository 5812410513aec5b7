"""Every address that the site has, asked about one trainee's course by whoever has no way in: not a byte comes out."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice, product
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from assessments.models import Attempt
from courses.running.actions.enrolments import withdraw
from courses.running.actions.windows import close, freeze
from courses.running.models import Enrolment
from tests.factories.assessments import make_attempt, make_quiz, make_taker
from tests.factories.running import lesson, make_cohort, make_enrolment, make_person
from tests.running.conftest import Signed
from tests.running.test_door import CANARY, SOUND, Course

pytestmark = pytest.mark.django_db
# Addresses that end a sign-in or fail on purpose.
NOT_ASKED = ("logout", "sign-out", "failwhale")
MOST_WAYS = 16
# Wagtail lets no trainee in at all: two ways to name each of its hundreds of addresses are enough.
DESK, WAYS_OF_THE_DESK = "/cms/", 2


class Taught:
    """A lesson with its lecture and a quiz begun, of one trainee."""

    def __init__(self) -> None:
        self.course = Course()
        quiz = make_quiz()
        self.attempt: Attempt = make_attempt(quiz, make_taker(quiz, person=self.course.person))
        self.protected = [CANARY.encode(), SOUND[:40], b"Prompt ", b"Choice "]

    @property
    def enrolments(self) -> list[Enrolment]:
        """Both of hers."""
        return [self.course.enrolment, self.attempt.enrolment]

    def values(self, name: str) -> list[Any]:
        """What an argument of this name may be."""
        keys = [self.course.key, self.attempt.activity_key]
        rows = [row for enrolment in self.enrolments for row in (enrolment, enrolment.cohort, enrolment.cohort.edition)]
        known = {
            "enrolment": [each.uuid for each in self.enrolments],
            "key": keys,
            "attempt": [self.attempt.uuid],
            "place": [1, 2],
            "position": [1, 2],
            "sha256": [self.course.stored.sha256, self.course.cohort.edition.manifest.sha256],
            "ext": ["m4a", "html"],
            "name": [f"content/{self.course.stored.sha256[:2]}/{self.course.stored.sha256}.m4a", "x"],
        }
        uuids = [row.uuid for row in rows if row is not None]
        return known.get(name, [*uuids, *keys, 1, self.course.stored.sha256, "x"])


def names(patterns: list[Any], space: str = "") -> Iterator[str]:
    """Every named address of the site."""
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from names(each.url_patterns, f"{space}{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern) and each.name:
            yield f"{space}{each.name}"


def arguments_of(name: str) -> set[tuple[str, ...]]:
    """The sets of arguments with which this address can be made."""
    *spaces, last = name.split(":")
    resolver: Any = get_resolver()
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    found = resolver.reverse_dict.getlist(last)
    return {tuple(parameters) for possibilities, *_rest in found for _text, parameters in possibilities}


def ways(taught: Taught, name: str) -> Iterator[str]:
    """The paths to one address."""
    for parameters in arguments_of(name):
        for values in product(*(taught.values(parameter) for parameter in parameters)):
            try:
                yield reverse(name, kwargs=dict(zip(parameters, values, strict=True)))
            except NoReverseMatch:
                continue


def addresses(taught: Taught) -> set[str]:
    """Every address of the site that can be made of what this trainee has."""
    found: set[str] = set()
    for name in set(names(get_resolver().url_patterns)):
        paths = list(islice(ways(taught, name), MOST_WAYS))
        of_the_desk = paths and paths[0].startswith(DESK)
        found.update(paths[:WAYS_OF_THE_DESK] if of_the_desk else paths)
    return {path for path in found if not any(word in path for word in NOT_ASKED)}


def everything(client: Client, paths: set[str]) -> Iterator[tuple[str, bytes]]:
    """What each address answers, whole and in part."""
    client.raise_request_exception = False
    for path in sorted(paths):
        for headers in ({},) if path.startswith(DESK) else ({}, {"Range": "bytes=0-99"}):
            response = client.get(path, headers=headers)
            yield path, b"".join(response) if response.streaming else response.content


def test_through_her_own_open_door_the_crawl_finds_it_all(signed: Signed) -> None:
    taught = Taught()
    paths = addresses(taught)
    assert len(paths) > 300
    said = b"".join(body for _path, body in everything(signed(taught.course.person), paths))
    assert [words for words in taught.protected if words not in said] == []


def over(taught: Taught) -> Any:
    return time_machine.travel(timezone.now() + timedelta(days=60))


def frozen(taught: Taught) -> None:
    for each in taught.enrolments:
        freeze(each, reason="illness", by=None)


def shut(taught: Taught) -> None:
    for each in taught.enrolments:
        close(each, reason="conduct", by=None)


def withdrawn(taught: Taught) -> None:
    for each in taught.enrolments:
        withdraw(each, by=None)


@pytest.mark.parametrize("how", [frozen, shut, withdrawn], ids=lambda how: how.__name__)
def test_behind_her_own_shut_door_no_byte_comes_out(signed: Signed, how: Callable[[Taught], None]) -> None:
    taught = Taught()
    paths = addresses(taught)
    how(taught)
    nothing_comes_out(taught, signed(taught.course.person), paths)


def test_after_her_days_no_byte_comes_out(signed: Signed) -> None:
    taught = Taught()
    paths = addresses(taught)
    with over(taught):
        nothing_comes_out(taught, signed(taught.course.person), paths)


@pytest.mark.parametrize("who", ["nobody", "another batch"])
def test_for_others_no_byte_comes_out(signed: Signed, who: str) -> None:
    taught = Taught()
    client = Client()
    if who == "another batch":
        client = signed(make_enrolment(make_person(), make_cohort(activities=[lesson(key=uuid4())])).person)
    nothing_comes_out(taught, client, addresses(taught))


def nothing_comes_out(taught: Taught, client: Client, paths: set[str]) -> None:
    """Ask everything; what is protected is in no answer."""
    found = [(path, words) for path, body in everything(client, paths) for words in taught.protected if words in body]
    assert found == []
