"""Links that lead out are tried by a job: once asked for, once a night, and never into a private network."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from courses.authoring.actions import check_links as action
from courses.authoring.actions.check_links import ask_for_check, check_links, due_addresses
from courses.authoring.models import CoursePage, OutsideLink
from courses.authoring.outside.addresses import addresses_in
from courses.authoring.outside.ask import Answer, State, ask_the_web, in_time
from courses.authoring.outside.public import is_public
from lms.foundation.models import Job
from lms.foundation.work.runner import run
from tests.factories.authoring import make_admin, make_course, make_lesson, make_module, make_person, paragraph

pytestmark = pytest.mark.django_db


def anybody(_number: str) -> bool:
    """Lets the tests call this machine."""
    return True


class Site(BaseHTTPRequestHandler):
    """Answers as the path says: ``/404`` with 404, ``/to/…`` with a redirect there."""

    def do_GET(self) -> None:
        kind, _slash, rest = self.path.lstrip("/").partition("/")
        if kind == "to":
            self.send_response(302)
            self.send_header("Location", rest if "://" in rest else f"/{rest}")
        else:
            self.send_response(int(kind))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Silence."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "state"),
    [
        *(("/200", State.ANSWERS), ("/401", State.ANSWERS), ("/403", State.ANSWERS), ("/429", State.ANSWERS)),
        *(("/404", State.GONE), ("/410", State.GONE), ("/500", State.SILENT), ("/503", State.SILENT)),
        *(("/to/200", State.ANSWERS), ("/to/to/404", State.GONE), ("/to/ftp://example.org/", State.SILENT)),
    ],
)
def test_what_an_answer_means(site: str, path: str, state: State) -> None:
    assert ask_the_web(site + path, may_call=anybody).state is state


def test_a_chain_of_redirects_ends(site: str) -> None:
    assert ask_the_web(f"{site}/{'to/' * 9}200", may_call=anybody).state is State.SILENT


def test_nobody_at_home_is_silent_and_not_gone() -> None:
    assert ask_the_web("http://127.0.0.1:9/", may_call=anybody).state is State.SILENT


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "::1", "fe80::1%eth0", "100.64.0.1", "224.0.0.1"),
        *("64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "::127.0.0.1", "::ffff:0:7f00:1", "::ffff:10.0.0.1"),
        *("fec0::1", "ff02::1"),
    ],
)
def test_no_private_machine_is_called(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_a_public_machine_may_be_called(number: str) -> None:
    assert is_public(number)


def test_a_site_that_drips_is_not_waited_for() -> None:
    still = threading.Event()

    def drips(_address: str) -> Answer:
        still.wait(30)
        return Answer(State.ANSWERS)

    assert in_time(drips, "https://a.org/", seconds=0.05) == Answer(State.SILENT, "too slow")
    still.set()


@pytest.mark.parametrize("location", ["http://[::1", "http://[zz]/", "//["])
def test_a_redirect_to_no_address_is_no_accident(site: str, location: str) -> None:
    assert ask_the_web(f"{site}/to/{location}", may_call=anybody).state in (State.SILENT, State.GONE)


def test_a_redirect_in_letters_of_another_script_is_followed(site: str) -> None:
    assert ask_the_web(f"{site}/to/404/سبق", may_call=anybody).state is State.GONE


def test_a_redirect_is_no_way_in(site: str) -> None:
    """The first step is allowed by the test; where it leads is judged anew."""
    allowed = iter([True, False])

    def the_first_alone(_number: str) -> bool:
        return next(allowed)

    assert ask_the_web(f"{site}/to/200", may_call=the_first_alone).state is State.SILENT


def test_the_server_itself_is_never_asked(site: str) -> None:
    assert ask_the_web(f"{site}/200").state is State.SILENT


@pytest.mark.parametrize("address", ["http://", "http://[::1", "http://x:99999/", "http://exa mple.org/"])
def test_what_is_no_address_is_no_accident(address: str) -> None:
    assert ask_the_web(address, may_call=anybody).state in (State.SILENT, State.GONE)


def test_addresses_are_those_that_readers_may_tap() -> None:
    html = b'<a href="https://a.org/?x=1&amp;y=2">A</a> <a href="../key/">B</a> <a href="mailto:x@y">C</a>'
    assert addresses_in([html, html]) == ["https://a.org/?x=1&y=2"]


def course_with(*addresses: str) -> CoursePage:
    course = make_course()
    lesson = make_lesson(make_module(course))
    lesson.body = [paragraph(" ".join(f'<a href="{address}">x</a>' for address in addresses))]
    lesson.save_revision().publish()
    return course


def everybody_answers(_address: str) -> Answer:
    return Answer(State.ANSWERS, "200")


def test_a_check_remembers_and_a_later_one_puts_it_right() -> None:
    course = course_with("https://a.org/", "https://b.org/")
    answers = {"https://a.org/": Answer(State.GONE, "404"), "https://b.org/": Answer(State.ANSWERS, "200")}
    assert check_links(course, ask=answers.__getitem__) == 2
    assert dict(OutsideLink.objects.values_list("address", "state")) == {
        "https://a.org/": "gone",
        "https://b.org/": "answers",
    }
    check_links(course, ask=everybody_answers)
    assert set(OutsideLink.objects.values_list("state", flat=True)) == {"answers"}


def test_those_tried_lately_are_left_and_those_never_tried_come_first() -> None:
    course = course_with("https://a.org/", "https://b.org/")
    check_links(course, ask=everybody_answers)
    OutsideLink.objects.filter(address="https://a.org/").update(tried_at=timezone.now() - timedelta(days=8))
    asked = ["https://b.org/", "https://a.org/", "https://c.org/"]
    assert due_addresses(asked, timedelta(days=7)) == ["https://c.org/", "https://a.org/"]
    assert due_addresses(asked, timedelta())[0] == "https://c.org/"


def test_the_button_queues_one_check_and_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    course = course_with("https://a.org/")
    client.force_login(make_admin(course).user)
    screen = f"/cms/courses/{course.key}/release/"
    assert "1 was never tried" in client.get(screen).content.decode()
    for _time in range(2):
        assert client.post(f"{screen}links/").status_code == 302
    job = Job.objects.get(kind=action.JOB)
    assert "They are being tried now" in client.get(screen).content.decode()
    monkeypatch.setattr(action, "ask_the_web", lambda _address: Answer(State.GONE, "404"))
    run(job.uuid)
    job.refresh_from_db()
    assert (job.state, job.note) == ("done", "1 links tried")
    assert "leads nowhere any more" in client.get(screen).content.decode()


def test_a_stranger_has_nothing_tried(client: Client) -> None:
    course = course_with("https://a.org/")
    stranger = make_person()
    with pytest.raises(PermissionDenied):
        ask_for_check(course, by=stranger)
    client.force_login(stranger.user)
    assert client.post(f"/cms/courses/{course.key}/release/links/").status_code in (302, 403, 404)
    assert not Job.objects.filter(kind=action.JOB).exists()


def test_once_a_night_every_course_is_tried(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    course_with("https://a.org/")
    monkeypatch.setattr(action, "ask_the_web", everybody_answers)
    call_command("check_links")
    assert capsys.readouterr().out == "1 links tried\n"
    call_command("check_links")
    assert capsys.readouterr().out == "0 links tried\n"


def test_where_nothing_answers_nothing_is_noted(capsys: pytest.CaptureFixture[str]) -> None:
    course_with("http://127.0.0.1:9/", "http://no-such-name.invalid/")
    call_command("check_links")
    told = capsys.readouterr()
    assert told.out == "0 links tried\n"
    assert "this server may be off line" in told.err
    assert not OutsideLink.objects.exists()
