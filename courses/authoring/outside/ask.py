"""Whether an address on the web still answers: the one place where this room asks the network anything.

Authors write the addresses and the server asks, so it asks public machines alone: the name is looked up once, every
number it stands for must be public, and those very numbers are called, at each redirect anew.
"""

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError

from courses.authoring.outside.public import is_public

TIMEOUT = Timeout(connect=5, read=5)
# For the whole of one address: a site that drips a letter every four seconds would keep a worker for days.
MOST_SECONDS = 30
MAX_REDIRECTS = 5
GONE = (404, 410)
SAYS_WHO_ASKS = {"User-Agent": "Hunar link check", "Accept": "*/*"}


class State(StrEnum):
    """What came of asking."""

    ANSWERS = "answers"
    GONE = "gone"
    SILENT = "silent"


@dataclass(frozen=True)
class Answer:
    """``told`` is what there is to say of it beside the state: a status, or a few words; never for trainees."""

    state: State
    told: str = ""


Ask = Callable[[str], Answer]


def in_time(ask: Ask, address: str, seconds: float = MOST_SECONDS) -> Answer:
    """What ``ask`` answers within so many seconds; a site that lets us wait longer is silent."""
    answers: list[Answer] = []
    # Not waited for when it is late, nor when this process ends.
    asking = threading.Thread(target=lambda: answers.append(ask(address)), daemon=True)
    asking.start()
    asking.join(seconds)
    return answers[0] if answers else Answer(State.SILENT, "too slow")


def ask_the_web(address: str, *, may_call: Callable[[str], bool] = is_public) -> Answer:
    """Ask for the address and read nothing of it; what may be a passing trouble or a locked door is never ``GONE``."""
    for _step in range(MAX_REDIRECTS + 1):
        try:
            status, leads_to = _look(address, may_call)
            if leads_to is None:
                return Answer(_state_of(status), str(status))
            address = urljoin(address, leads_to)
        except _Unknown:
            return Answer(State.GONE, "no such site")
        except (HTTPError, OSError, ValueError) as reason:
            return Answer(State.SILENT, type(reason).__name__)
    return Answer(State.SILENT, "too many redirects")


def _state_of(status: int) -> State:
    """A site that turns robots away (401, 403, 429 …) is there; one in trouble (5xx) may come back."""
    if status in GONE:
        return State.GONE
    return State.SILENT if status >= 500 else State.ANSWERS


def _look(address: str, may_call: Callable[[str], bool]) -> tuple[int, str | None]:
    """The status and, for a redirect, where it leads. ``ValueError`` for what is no address of the web."""
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(address)
    # A name in letters of any script has one form for machines.
    host = parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode()
    port = parts.port or (443 if secure else 80)
    named = f"[{host}]" if ":" in host else host
    headers = SAYS_WHO_ASKS | {"Host": f"{named}:{parts.port}" if parts.port else named}
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    *first, last = _numbers_of(host, port, may_call)
    for number in first:
        try:
            return _call(_pool(number, port, host, secure=secure), target, headers)
        except (HTTPError, OSError):
            continue
    return _call(_pool(last, port, host, secure=secure), target, headers)


def _pool(number: str, port: int, host: str, *, secure: bool) -> HTTPConnectionPool:
    if secure:
        return HTTPSConnectionPool(number, port, server_hostname=host, assert_hostname=host)
    return HTTPConnectionPool(number, port)


def _call(pool: HTTPConnectionPool, target: str, headers: dict[str, str]) -> tuple[int, str | None]:
    with pool:
        reply = pool.urlopen(
            "GET", target, headers=headers, timeout=TIMEOUT, retries=False, redirect=False, preload_content=False
        )
        try:
            return reply.status, _leads_to(reply.headers.get("Location")) if 300 <= reply.status < 400 else None
        finally:
            reply.close()


def _leads_to(location: str | None) -> str | None:
    """Headers are read as Latin-1; sites write UTF-8 into them all the same."""
    if not location:
        return None
    try:
        return location.encode("latin-1").decode()
    except UnicodeError:
        return location


class _Unknown(Exception):
    """Nobody knows this name."""


def _numbers_of(host: str, port: int, may_call: Callable[[str], bool]) -> list[str]:
    """The machines to call, at least one. ``ValueError`` when any number of this name is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as reason:
        # Any other failure says that the look-up failed, not that the name is gone.
        if reason.errno == socket.EAI_NONAME:
            raise _Unknown from reason
        raise
    numbers = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not all(map(may_call, numbers)):
        raise ValueError(host)
    return numbers
