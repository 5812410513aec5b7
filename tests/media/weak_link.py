"""A weak link between a browser and a site: slow, far away, silent for a while, or cut. Counts what it carried."""

import re
import socket
import threading
import time
from collections import defaultdict
from urllib.parse import urlsplit

REQUEST = re.compile(rb"^(?:GET|HEAD|POST) (\S+) HTTP/1\.1\r\n")
PIECE = 1400


class WeakLink:
    """Use as a context manager, at ``url``.

    ``rate`` is bytes a second for everything together (0: no limit), ``round_trip`` seconds for each connection and
    each request. ``hold_after`` is how many bytes of one answer pass before it stands still. ``carried`` maps each path
    to the bytes of its answers, ``whole_at`` to the moment (monotonic) of the last of them; ``asked`` lists the paths
    in order.
    """

    def __init__(self, site: str, *, rate: float = 0, round_trip: float = 0, hold_after: int = 0) -> None:
        parts = urlsplit(site)
        self.site = (parts.hostname or "127.0.0.1", parts.port or 80)
        self.rate, self.round_trip, self.hold_after = rate, round_trip, hold_after
        self.carried: dict[str, int] = defaultdict(int)
        self.whole_at: dict[str, float] = {}
        self.asked: list[str] = []
        self.lock = threading.Lock()
        self.open = threading.Event()
        self.open.set()
        self.dead = False
        self.free_at = 0.0
        self.ends: set[socket.socket] = set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def __enter__(self) -> "WeakLink":
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.dead = True
        self.open.set()
        self.listener.close()
        self.hang_up()

    def cut(self) -> None:
        """Every connection ends, and none comes about until ``mend``."""
        self.dead = True
        self.hang_up()

    def mend(self) -> None:
        """The link is back."""
        self.dead = False

    def hang_up(self) -> None:
        """End every connection there is."""
        with self.lock:
            ends, self.ends = self.ends, set()
        for end in ends:
            close(end)

    def of(self, part: str) -> int:
        """Bytes carried for paths that hold ``part``."""
        with self.lock:
            return sum(size for path, size in self.carried.items() if part in path)

    def _listen(self) -> None:
        while True:
            try:
                browser, _ = self.listener.accept()
            except OSError:
                return
            if self.dead:
                close(browser)
            else:
                threading.Thread(target=self._connect, args=(browser,), daemon=True).start()

    def _connect(self, browser: socket.socket) -> None:
        browser.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)
        browser.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        time.sleep(self.round_trip)
        site = socket.create_connection(self.site)
        with self.lock:
            self.ends |= {browser, site}
        path = [""]
        threading.Thread(target=self._up, args=(browser, site, path), daemon=True).start()
        self._down(browser, site, path)

    def _up(self, browser: socket.socket, site: socket.socket, path: list[str]) -> None:
        try:
            while data := browser.recv(65536):
                if found := REQUEST.match(data):
                    path[0] = found[1].decode()
                    with self.lock:
                        self.asked.append(path[0])
                time.sleep(self.round_trip)
                site.sendall(data)
        except OSError:
            pass
        finally:
            close(site)

    def _down(self, browser: socket.socket, site: socket.socket, path: list[str]) -> None:
        passed: dict[str, int] = defaultdict(int)
        try:
            while data := site.recv(PIECE):
                self._wait(len(data))
                while self.hold_after and passed[path[0]] >= self.hold_after and not self.dead:
                    time.sleep(0.05)
                browser.sendall(data)
                passed[path[0]] += len(data)
                with self.lock:
                    self.carried[path[0]] += len(data)
                    self.whole_at[path[0]] = time.monotonic()
        except OSError:
            pass
        finally:
            close(browser)

    def _wait(self, size: int) -> None:
        self.open.wait()
        if not self.rate:
            return
        with self.lock:
            self.free_at = max(self.free_at, time.monotonic()) + size / self.rate
            pause = self.free_at - time.monotonic()
        time.sleep(max(0, pause))


def close(end: socket.socket) -> None:
    """End a connection, what was sent before included."""
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    finally:
        end.close()
