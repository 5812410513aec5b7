"""Only named files can be opened (Landlock, Linux 5.13 and later; no rights needed, cannot be undone).

Numbers are those of linux/landlock.h; the version of the interface says which of them a kernel knows:
https://docs.kernel.org/userspace-api/landlock.html
"""

import ctypes
import os
import stat

from media_pipeline.sandbox.kernel import LINUX, library

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
ASK_VERSION = 1
RULE_PATH_BENEATH = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REMOVE_FILE, MAKE_REGULAR, TRUNCATE = 1 << 5, 1 << 8, 1 << 14
# Rights on files known to each version: 13 at first, then REFER (2), TRUNCATE (3), IOCTL_DEV (5).
KNOWN_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
BIND_AND_CONNECT_TCP, SINCE_TCP = 3, 4
ABSTRACT_SOCKETS_AND_SIGNALS, SINCE_SCOPES = 3, 6

ON_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE
READ = READ_FILE | READ_DIR
WRITE = READ | WRITE_FILE | REMOVE_FILE | MAKE_REGULAR | TRUNCATE


class Ruleset(ctypes.Structure):
    """What is forbidden unless a rule allows it; a kernel that knows fewer of these takes the zeros."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class PathRule(ctypes.Structure):
    """Rights on a file, or on all beneath a folder, named by an open descriptor."""

    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("descriptor", ctypes.c_int32))


def version() -> int:
    """The interface of this kernel; 0 when it has none or it is switched off."""
    return max(0, library.syscall(CREATE_RULESET, None, 0, ASK_VERSION)) if LINUX else 0


def confine(*, run: list[str], read: list[str], write: list[str]) -> bool:
    """Allow files and folders to be run and read, read, or written, and no other; False without Landlock.

    A path that does not exist is passed over. ``no_new_privs`` must be set.
    """
    known = version()
    if known == 0:
        return False
    files = KNOWN_RIGHTS.get(known, KNOWN_RIGHTS[5])
    forbidden = Ruleset(
        files,
        BIND_AND_CONNECT_TCP if known >= SINCE_TCP else 0,
        ABSTRACT_SOCKETS_AND_SIGNALS if known >= SINCE_SCOPES else 0,
    )
    ruleset = library.syscall(CREATE_RULESET, ctypes.byref(forbidden), ctypes.sizeof(forbidden), 0)
    if ruleset < 0:
        return False
    for paths, rights in ((run, READ | EXECUTE), (read, READ), (write, WRITE)):
        for path in paths:
            _allow(ruleset, path, rights & files)
    return library.syscall(RESTRICT_SELF, ruleset, 0) == 0


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
        rights &= ON_FILES
    library.syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, ctypes.byref(PathRule(rights, descriptor)), 0)
    os.close(descriptor)
