"""Run as a program of its own: bind this process to its parent's life, bound what it may write, then become ffmpeg.

A hook between fork and exec would be unsafe in a worker with threads, and a killed worker runs no clean-up; the kernel
does it instead: when the parent dies, so does this process. Arguments: parent's pid, largest file in bytes, program,
its arguments.
"""

import ctypes
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1
NICENESS = 10


def main(arguments: list[str]) -> None:
    """Never returns: becomes the program, or exits when the parent is gone already."""
    parent, largest_file, program = int(arguments[0]), int(arguments[1]), arguments[2]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(NICENESS)
    os.execv(program, arguments[2:])  # noqa: S606  (no shell, and the list comes from commands.py)


if __name__ == "__main__":
    main(sys.argv[1:])
