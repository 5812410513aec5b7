"""The roll on a trainer's phone: few taps, no typing, no link needed; nothing twice or under another name."""

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from courses.running.actions.roll import create_session
from courses.running.models import ClassSession, Enrolment, RollEntry
from courses.running.querysets import standing_roll
from lms.people.models import Person
from tests.factories.running import give_role, make_cohort, make_enrolment, make_person
from tests.faults import rounds
from tests.phones import Phone, phone_at, sent, waiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

Error = pytest.importorskip("playwright.sync_api").Error
PLANNED = 240
kept = pytest.mark.django_db(transaction=True, serialized_rollback=True)


class Class:
    """A class of so many with its trainer, and where its roll is."""

    def __init__(self, size: int) -> None:
        self.cohort = make_cohort()
        self.trainer = make_person(display_name="Trainer")
        give_role(self.trainer, "trainer", "course", self.cohort.course_key)
        self.people = [
            make_enrolment(make_person(display_name=f"Trainee {number:02}"), self.cohort).person
            for number in range(size)
        ]
        begun = timezone.now() - timedelta(hours=5)
        self.session = create_session(
            cohorts=[self.cohort], title="Third class", starts_at=begun, planned_minutes=PLANNED, by=None
        )
        self.path = f"/learn/roll/{self.session.uuid}/"

    def minutes(self) -> list[int | None]:
        """What stands for each, in the order of the roll; None for nobody's mark."""
        standing = dict(standing_roll().filter(session=self.session).values_list("person", "minutes"))
        return [standing.get(person.pk) for person in self.people]


@pytest.fixture
def held(live_server: Any) -> Class:
    return Class(8)


@pytest.fixture
def phone_of(live_server: Any, phone: "BrowserContext") -> Iterator[Phone]:
    with phone_at(live_server.url, phone) as found:
        yield found


def row(page: "Page", person: Person) -> Any:
    return page.locator(f'[data-person="{person.uuid}"]')


def tap(page: "Page", person: Person, mark: str) -> None:
    row(page, person).get_by_text(mark, exact=True).click()


@kept
@pytest.mark.browser
class TestOnAPhone:
    def test_forty_with_six_away_take_at_most_ten_taps_and_no_typing(self, phone_of: Phone) -> None:
        held = Class(40)
        page = phone_of.signed_in(held.trainer).open(held.path)
        page.evaluate("""() => { window.taps = 0; window.keys = 0;
          addEventListener("pointerdown", () => { taps += 1; }, true);
          addEventListener("keydown", () => { keys += 1; }, true); }""")
        away = held.people[3:33:5]
        for person in away:
            tap(page, person, "Away")
        page.get_by_role("button", name="Save the roll").click()
        sent(page)
        assert len(away) == 6
        assert page.evaluate("taps") <= 10
        assert page.evaluate("keys") == 0
        assert held.minutes() == [0 if person in away else PLANNED for person in held.people]
        assert page.locator("[data-saved]").inner_text() == "40"
        assert page.get_by_text("Everything is sent").is_visible()

    def test_a_roll_is_taken_with_the_network_off(self, phone_of: Phone, held: Class) -> None:
        page = phone_of.signed_in(held.trainer).open(held.path)
        phone_of.keeps(page, held.path)
        page.close()
        phone_of.dark()
        page = phone_of.open(held.path)
        tap(page, held.people[0], "Away")
        tap(page, held.people[1], "Late")
        row(page, held.people[1]).locator("select").select_option("30")
        page.get_by_role("button", name="Save the roll").click()
        assert waiting(page) == 3
        assert page.get_by_text("3 not sent yet").is_visible()
        assert not page.get_by_text("Everything is sent").is_visible()
        assert page.locator("[data-saved]").inner_text() == "0"
        page.close()
        again = phone_of.open(held.path)
        assert row(again, held.people[0]).locator("[value=away]").is_checked()
        assert row(again, held.people[1]).locator("select").input_value() == "30"
        again.close()
        assert not RollEntry.objects.exists()
        phone_of.light()
        elsewhere = phone_of.open("/sign-out/")
        sent(elsewhere)
        assert held.minutes() == [0, PLANNED - 30] + [PLANNED] * 6
        assert {entry.actor for entry in RollEntry.objects.all()} == {held.trainer.uuid}

    def test_undo_and_all_here(self, phone_of: Phone, held: Class) -> None:
        page = phone_of.signed_in(held.trainer).open(held.path)
        tap(page, held.people[0], "Away")
        tap(page, held.people[1], "Away")
        page.get_by_role("button", name="Undo").click()
        page.get_by_role("button", name="Save the roll").click()
        sent(page)
        assert held.minutes() == [0] + [PLANNED] * 7
        page.get_by_role("button", name="All here").click()
        sent(page)
        assert held.minutes() == [PLANNED] * 8
        page.get_by_role("button", name="Undo").click()
        sent(page)
        assert held.minutes() == [0] + [PLANNED] * 7

    def test_here_tapped_for_one_is_written_for_her_alone(self, phone_of: Phone, held: Class) -> None:
        """The others may still press their fingers at the door."""
        page = phone_of.signed_in(held.trainer).open(held.path)
        tap(page, held.people[2], "Here")
        tap(page, held.people[2], "Here")
        sent(page)
        assert held.minutes() == [None, None, PLANNED] + [None] * 5
        assert page.locator("[data-saved]").inner_text() == "1"
        assert RollEntry.objects.count() == 1

    def test_two_trainers_at_once_both_stand_in_the_ledger(
        self, chromium: "Browser", live_server: Any, held: Class
    ) -> None:
        other = make_person()
        give_role(other, "trainer", "course", held.cohort.course_key)
        with (
            phone_at(live_server.url, chromium.new_context()) as first,
            phone_at(live_server.url, chromium.new_context()) as second,
        ):
            pages = [first.signed_in(held.trainer).open(held.path), second.signed_in(other).open(held.path)]
            first.dark()
            tap(pages[0], held.people[0], "Away")
            tap(pages[1], held.people[0], "Late")
            sent(pages[1])
            first.light()
            sent(pages[0])
        assert held.minutes()[0] == 0
        entries = RollEntry.objects.filter(person=held.people[0]).order_by("pk")
        assert [(entry.actor, entry.minutes) for entry in entries] == [
            (other.uuid, PLANNED - 15),
            (held.trainer.uuid, 0),
        ]

    def test_a_refusal_is_read_and_nothing_is_said_to_be_saved(self, phone_of: Phone, held: Class) -> None:
        page = phone_of.signed_in(held.trainer).open(held.path)
        ClassSession.objects.filter(pk=held.session.pk).update(starts_at=timezone.now() + timedelta(days=1))
        tap(page, held.people[0], "Away")
        page.get_by_text("has not begun yet").wait_for()
        assert page.locator("[data-saved]").inner_text() == "0"
        page.get_by_role("button", name="I have read this").click()
        page.get_by_text("has not begun yet").wait_for(state="hidden")

    def test_tabs_die_links_break_and_nothing_is_lost_or_doubled(self, phone_of: Phone, held: Class) -> None:
        """What was kept arrives without being touched again; a tap at a tab's last moment may or may not."""
        draw = random.Random(7)
        page = phone_of.signed_in(held.trainer).open(held.path)
        phone_of.keeps(page, held.path)
        allowed: dict[Person, set[int | None]] = {person: {None} for person in held.people}
        for _ in range(rounds(200)):
            draw.choice([phone_of.dark, phone_of.light, phone_of.light])()
            page = phone_of.open(held.path)
            page.wait_for_function("() => self.hunarOutbox")
            twice(page, draw.random() < 0.3)
            for person in draw.sample(held.people, 3):
                mark, minutes = draw.choice([("Away", 0), ("Here", PLANNED), ("Late", PLANNED - 15)])
                before = row(page, person).locator(":checked").first.get_attribute("value")
                tap(page, person, mark)
                if before == mark.lower():
                    allowed[person] = {*allowed[person], minutes}
                    continue
                certain = draw.random() < 0.6
                allowed[person] = {minutes} if certain else {*allowed[person], minutes}
                if certain:
                    waiting(page)
            if draw.random() < 0.3:
                phone_of.link.hang_up()
            page.close()
        phone_of.light()
        page = phone_of.open(held.path)
        sent(page)
        wrong = [
            (person.display_name, minutes, allowed[person])
            for person, minutes in zip(held.people, held.minutes(), strict=True)
            if minutes not in allowed[person]
        ]
        assert not wrong
        entries = list(RollEntry.objects.all())
        assert {entry.actor for entry in entries} == {held.trainer.uuid}
        assert not [entry for entry in entries if entry.supersedes and entry.supersedes.minutes == entry.minutes]


def twice(page: "Page", also: bool) -> None:
    """Let every call to the inbox reach the server twice, as a link does that loses the first answer."""

    def doubled(route: Any) -> None:
        with suppress(Error):
            route.fetch()
        route.continue_()

    if also:
        page.route("**/inbox/", doubled)


def mark(held: Class, marks: dict[UUID, int], sequence: int, name: str = "") -> dict[str, Any]:
    payload = {"session": str(held.session.uuid), "marks": {str(key): minutes for key, minutes in marks.items()}}
    return {"uuid": name or str(uuid4()), "verb": "roll.mark", "sequence": sequence, "payload": payload}


def post(person: Person, *events: dict[str, Any], device: str = "phone") -> list[dict[str, Any]]:
    client = Client()
    client.force_login(person.user)
    body = {"device": device, "person": str(person.uuid), "events": list(events)}
    answer = client.post("/inbox/", body, content_type="application/json")
    assert answer.status_code == 200
    return answer.json()["verdicts"]


@pytest.mark.django_db
class TestWithoutABrowser:
    def test_it_is_a_form_without_scripts(self, client: Client) -> None:
        held = Class(4)
        client.force_login(held.trainer.user)
        page = client.get(held.path).content.decode()
        assert page.count("<select") == 4
        fields = {f"r-{person.uuid}": "here" for person in held.people}
        fields |= {f"l-{person.uuid}": "20" for person in held.people}
        fields |= {f"r-{held.people[0].uuid}": "away", f"r-{held.people[1].uuid}": "late"}
        name = str(uuid4())
        for _ in range(2):
            assert client.post(held.path, fields | {"event": name}).status_code == 302
        assert held.minutes() == [0, PLANNED - 20, PLANNED, PLANNED]
        assert RollEntry.objects.count() == 4
        assert "4</bdi> of 4 saved on the server" in client.get(held.path).content.decode()

    def test_whoever_may_not_take_it_reads_the_same_as_for_none(self, client: Client) -> None:
        held = Class(1)
        assert client.get(held.path).status_code == 302
        for person in (make_person(), held.people[0]):
            client.force_login(person.user)
            assert client.get(held.path).status_code == 404
            assert client.post(held.path).status_code == 404
            assert post(person, mark(held, {held.people[0].uuid: 0}, 1))[0]["reason"] == "unknown"
        assert not RollEntry.objects.exists()

    def test_somebody_who_left_the_class_takes_nothing_from_the_others(self) -> None:
        held = Class(3)
        Enrolment.objects.filter(person=held.people[0]).update(state="withdrawn")
        (verdict,) = post(held.trainer, mark(held, {person.uuid: 60 for person in held.people}, 1))
        assert verdict["reply"] == {"written": 2, "strangers": [str(held.people[0].uuid)]}
        assert held.minutes() == [None, 60, 60]

    @pytest.mark.parametrize("minutes", [-1, PLANNED + 1])
    def test_minutes_beyond_the_class_are_refused(self, minutes: int) -> None:
        held = Class(1)
        assert post(held.trainer, mark(held, {held.people[0].uuid: minutes}, 1))[0]["reason"] == "minutes"

    def test_bundles_in_any_order_and_any_number_end_the_same(self) -> None:
        draw = random.Random(11)
        for _ in range(rounds(200)):
            held = Class(3)
            numbers = range(1, 9)
            made = [mark(held, {draw.choice(held.people).uuid: draw.choice([0, 120, PLANNED])}, at) for at in numbers]
            expected = {}
            for event in made:
                expected |= event["payload"]["marks"]
            bundles = [made[start : start + 2] for start in range(0, 8, 2)]
            posted = bundles + draw.sample(bundles, 2)
            draw.shuffle(posted)
            for each in posted:
                post(held.trainer, *each)
            assert held.minutes() == [expected.get(str(person.uuid)) for person in held.people]
            assert {entry.actor for entry in RollEntry.objects.all()} == {held.trainer.uuid}
            RollEntry.objects.all()._raw_delete("default")
