"""A network of its own with nobody in it (unshare(2)); numbers are those of linux/sched.h."""

from media_pipeline.sandbox.kernel import LINUX, library

CLONE_NEWUSER = 0x1000_0000
CLONE_NEWNET = 0x4000_0000


def leave() -> bool:
    """Leave the machine's network; False where that is not allowed, as in most containers.

    A plain account needs a user name space for it. There it has no name, but its files stay its own.
    """
    if not LINUX:
        return False
    return library.unshare(CLONE_NEWNET) == 0 or library.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0
