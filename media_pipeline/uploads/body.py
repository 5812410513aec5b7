"""The body of a request, in steps that can be kept one by one."""

import time
from collections.abc import Callable, Iterator

SIP = 64 * 1024
SECONDS = 2.0


def steps(
    read: Callable[[int], bytes], length: int, *, step: int, clock: Callable[[], float] = time.monotonic
) -> Iterator[bytes]:
    """Yield ``length`` bytes of ``read`` in blocks of at most ``step``, none held back for more than about two seconds.

    A sender that vanishes ends the walk early, after what had arrived was yielded: ``read`` then returns nothing or
    raises OSError. Memory held: one step.
    """
    held, since = bytearray(), clock()
    while length > 0:
        try:
            sip = read(min(SIP, length, step - len(held)))
        except OSError:
            sip = b""
        held += sip
        length -= len(sip)
        if held and (not sip or not length or len(held) >= step or clock() - since > SECONDS):
            yield bytes(held)
            held, since = bytearray(), clock()
        if not sip:
            return
