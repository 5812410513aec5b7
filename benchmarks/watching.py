"""What running processes fill of memory and disk, read from ``/proc``."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

FFMPEG = "ffmpeg"


def processes_under(root: int) -> list[int]:
    """``root`` and all that it started, by id."""
    parents: dict[int, list[int]] = defaultdict(list)
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[parent].append(int(entry.parent.name))
    found, left = [], [root]
    while left:
        found.append(left.pop())
        left += parents[found[-1]]
    return found


def memory_of(process: int) -> tuple[str, int]:
    """The program's name and its resident bytes; 0 when it has ended."""
    try:
        lines = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    except (FileNotFoundError, ProcessLookupError):
        return "", 0
    return lines["Name"].strip(), int(lines.get("VmRSS", "0 kB").split()[0]) * 1024


def bytes_under(folder: Path) -> int:
    """Bytes of all files, as far as they are still there."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue
    return total


class Watch:
    """The most that was seen at once, in bytes.

    ``worker`` is one worker alone, ``beside`` it with all that it started but ffmpeg, ``disk`` all files in ``data``.
    """

    def __init__(self, data: Path) -> None:
        self.data = data
        self.worker = self.beside = self.disk = 0
        self.programs: dict[str, int] = defaultdict(int)

    def look(self, workers: Iterable[int]) -> None:
        """Look once at the ``workers``, given by their process ids, and at the disk."""
        for worker in workers:
            seen = [memory_of(process) for process in processes_under(worker)]
            self.worker = max(self.worker, seen[0][1])
            self.beside = max(self.beside, sum(size for name, size in seen if not name.startswith(FFMPEG)))
            for name, size in seen:
                self.programs[name] = max(self.programs[name], size)
        self.disk = max(self.disk, bytes_under(self.data))
