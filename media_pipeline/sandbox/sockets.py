"""No socket of any kind: a filter on system calls (seccomp), which also holds in containers without name spaces.

The filter is a program of the kernel's packet language. Numbers are those of linux/seccomp.h, linux/filter.h,
linux/audit.h and of each architecture's table of system calls; other architectures go without.
"""

import ctypes
import os

from media_pipeline.sandbox.kernel import LINUX, library

PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2
ALLOW = 0x7FFF_0000
REFUSE_EPERM = 0x0005_0000 | 1
LOAD_WORD, JUMP_EQUAL, JUMP_AT_LEAST, ANSWER = 0x20, 0x15, 0x35, 0x06
NUMBER_AT, ARCHITECTURE_AT = 0, 4
# By machine: its name in audit.h, and the calls socket, socketpair and io_uring_setup (rings open sockets too).
CALLS = {"x86_64": (0xC000_003E, (41, 53, 425)), "aarch64": (0xC000_00B7, (198, 199, 425))}
# From here on x86_64 counts the same calls a second time.
SECOND_TABLE = 0x4000_0000


class Instruction(ctypes.Structure):
    """One step of a filter: what to do, where to go when true and when false, and with which value."""

    _fields_ = (
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint),
    )


class Filter(ctypes.Structure):
    """A list of instructions and its length."""

    _fields_ = (("length", ctypes.c_ushort), ("first", ctypes.POINTER(Instruction)))


def forbid() -> bool:
    """Refuse to open sockets from now on; False where the kernel or the machine does not know how."""
    known = CALLS.get(os.uname().machine)
    if not LINUX or known is None:
        return False
    architecture, calls = known
    tests = [(JUMP_AT_LEAST, SECOND_TABLE), *((JUMP_EQUAL, call) for call in calls)]
    steps = [
        (LOAD_WORD, 0, 0, ARCHITECTURE_AT),
        (JUMP_EQUAL, 0, len(tests) + 2, architecture),
        (LOAD_WORD, 0, 0, NUMBER_AT),
        *((code, len(tests) - place, 0, value) for place, (code, value) in enumerate(tests)),
        (ANSWER, 0, 0, ALLOW),
        (ANSWER, 0, 0, REFUSE_EPERM),
    ]
    lines = (Instruction * len(steps))(*(Instruction(*step) for step in steps))
    return library.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(Filter(len(steps), lines)), 0, 0) == 0
