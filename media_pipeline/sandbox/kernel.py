"""The two words with Linux that every layer needs. Numbers are those of linux/prctl.h; elsewhere nothing happens."""

import ctypes
import sys

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38

LINUX = sys.platform == "linux"
library = ctypes.CDLL(None, use_errno=True)


def end_with_parent(signal_number: int) -> None:
    """Have the kernel send this process a signal when its parent dies. Changing user space names would undo it."""
    if LINUX:
        library.prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)


def forbid_new_rights() -> None:
    """Nothing started from here gains rights by a set-user-id file; the kernel asks for this before its filters."""
    if LINUX:
        library.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
