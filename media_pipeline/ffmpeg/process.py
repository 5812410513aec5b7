"""Starts one ffmpeg, listens to it, and never leaves it behind."""

import contextlib
import errno
import os
import re
import selectors
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Self

from media_pipeline.ffmpeg.binary import Tool
from media_pipeline.sandbox.command import confined

CHUNK = 1 << 16
TAIL = 4096
LITTLE_ROOM = 1 << 20
# The kernel's answer to each bound; a plain kill is its answer to processor time and to a machine without memory.
KILLED = {-signal.SIGXCPU: "killed", -signal.SIGKILL: "killed", -signal.SIGXFSZ: "size"}
ADDRESS = re.compile(r"(?:file:|(?<!\w))/\S+| @ 0x[0-9a-f]+")


class FfmpegError(Exception):
    """A command that did not end well; ``reason`` is ``exit``, ``wall``, ``stall``, ``size`` or ``killed``.

    ``lines`` is the end of what it said, without paths and addresses. A stranger's file may have a say in it: match
    whole lines only, show none.
    """

    def __init__(self, reason: str, lines: Sequence[str] = ()) -> None:
        super().__init__(": ".join([f"ffmpeg ended with {reason}", *lines[-1:]]))
        self.reason = reason
        self.lines = tuple(lines)


class Process:
    """One running ffmpeg in its own process group and folder, with an empty environment and no standard input.

    It is confined: it reads ``reads``, and reads and writes in ``folder``. Use it as a context manager: whatever ends
    the block, the whole group is dead afterwards.
    """

    def __init__(self, arguments: Sequence[str], *, tool: Tool, folder: Path, reads: Sequence[Path]) -> None:
        self._limits = tool.limits
        self._watch = tool.watch
        self._folder = folder
        self._tail = b""
        self._started = self._moved = time.monotonic()
        self._process = subprocess.Popen(
            confined([tool.binary, *arguments], bounds=tool.limits.bounds, reads=reads, folder=folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env={"LC_ALL": "C", "TMPDIR": str(folder)},
            process_group=0,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()

    def moved(self) -> None:
        """Say that the command made progress just now."""
        self._moved = time.monotonic()

    def chunks(self) -> Iterator[bytes]:
        """Its standard output as it comes; raises FfmpegError when a limit is met or the end is not a good one."""
        out, errors = self._pipes()
        with selectors.DefaultSelector() as waiting:
            waiting.register(out, selectors.EVENT_READ)
            waiting.register(errors, selectors.EVENT_READ)
            while waiting.get_map():
                for key, _ in waiting.select(timeout=1.0):
                    chunk = os.read(key.fd, CHUNK)
                    if not chunk:
                        waiting.unregister(key.fileobj)
                    elif key.fileobj is errors:
                        self._tail = (self._tail + chunk)[-TAIL:]
                    else:
                        yield chunk
                self._check()
        ended = self._process.wait()
        if ended != 0:
            self._blame_a_full_disk()
            raise FfmpegError(KILLED.get(ended, "exit"), self._lines())

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        out, errors = self._process.stdout, self._process.stderr
        if out is None or errors is None:
            raise FfmpegError("exit")
        return out, errors

    def _check(self) -> None:
        if self._watch is not None:
            self._watch()
        now = time.monotonic()
        if now - self._started > self._limits.wall_seconds:
            raise FfmpegError("wall", self._lines())
        if now - self._moved > self._limits.stall_seconds:
            raise FfmpegError("stall", self._lines())

    def _blame_a_full_disk(self) -> None:
        """Raise OSError when the command ended for want of room: the recording is not at fault then."""
        if shutil.disk_usage(self._folder).free < LITTLE_ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _lines(self) -> list[str]:
        return [ADDRESS.sub("", line) for line in self._tail.decode("utf-8", "replace").strip().splitlines()]
