"""Whether an address on the web still answers: the one place where this room asks the network anything.

Authors write the addresses and the server asks, so it asks public machines alone: the name is looked up once, every
number it stands for must be public, and that very number is called, at each redirect anew.
"""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError

TIMEOUT = Timeout(connect=5, read=5)
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


def is_public(number: str) -> bool:
    """Whether this is the number of a machine that the whole world may call."""
    return ip_address(number.partition("%")[0]).is_global


def ask_the_web(address: str, *, may_call: Callable[[str], bool] = is_public) -> Answer:
    """Ask for the address and read nothing of it; what may be a passing trouble or a locked door is never ``GONE``."""
    for _step in range(MAX_REDIRECTS + 1):
        try:
            status, leads_to = _look(address, may_call)
        except _Unknown:
            return Answer(State.GONE, "no such site")
        except (HTTPError, OSError, ValueError) as reason:
            return Answer(State.SILENT, type(reason).__name__)
        if leads_to is None:
            return Answer(_state_of(status), str(status))
        address = urljoin(address, leads_to)
    return Answer(State.SILENT, "too many redirects")


def _state_of(status: int) -> State:
    """A site that turns robots away (401, 403, 429 …) is there; one in trouble (5xx) may come back."""
    if status in GONE:
        return State.GONE
    return State.SILENT if status >= 500 else State.ANSWERS


def _look(address: str, may_call: Callable[[str], bool]) -> tuple[int, str | None]:
    """The status and, for a redirect, where it leads."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    secure = parts.scheme == "https"
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError(address)
    port = parts.port or (443 if secure else 80)
    number = _number_of(host, port, may_call)
    if secure:
        pool: HTTPConnectionPool = HTTPSConnectionPool(number, port, server_hostname=host, assert_hostname=host)
    else:
        pool = HTTPConnectionPool(number, port)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = SAYS_WHO_ASKS | {"Host": parts.netloc.rpartition("@")[2]}
    with pool:
        reply = pool.urlopen(
            "GET", target, headers=headers, timeout=TIMEOUT, retries=False, redirect=False, preload_content=False
        )
        try:
            return reply.status, reply.headers.get("Location") if 300 <= reply.status < 400 else None
        finally:
            reply.close()


class _Unknown(Exception):
    """Nobody knows this name."""


def _number_of(host: str, port: int, may_call: Callable[[str], bool]) -> str:
    """The machine to call. ``ValueError`` when any number of this name is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as reason:
        # Any other failure says that the look-up failed, not that the name is gone.
        if reason.errno == socket.EAI_NONAME:
            raise _Unknown from reason
        raise
    numbers = [str(each[4][0]) for each in found]
    if not all(map(may_call, numbers)):
        raise ValueError(host)
    return numbers[0]
