"""Run as a program of its own: bind this process to its parent's life, put on every layer, become the program.

A hook between fork and exec would be unsafe in a worker with threads, and a killed worker runs no clean-up; the kernel
does it instead: when the parent dies, so does this process. Arguments: the folder that holds our packages, and the
order as JSON (``command.Order``). Without a program in the order it prints the layers that hold and ends.
"""

import json
import os
import signal
import sys

NICENESS = 10


def main(house: str, order_text: str) -> None:
    """Never returns when there is a program: becomes it, or exits when the parent is gone already."""
    sys.path.append(house)
    from media_pipeline.sandbox import kernel, landlock, limits, network, sockets

    order = json.loads(order_text)
    alone = network.leave()
    kernel.end_with_parent(signal.SIGKILL)
    if os.getppid() != order["parent"]:
        sys.exit(1)
    limits.bound(order["cpu_seconds"], order["memory_bytes"], order["file_bytes"])
    kernel.forbid_new_rights()
    held = {
        "limits": True,
        "network": alone,
        "sockets": sockets.forbid(),
        "landlock": landlock.confine(run=order["run"], read=order["read"], write=order["write"]),
    }
    if not order["program"]:
        sys.stdout.write(" ".join(name for name, holds in held.items() if holds))
        return
    os.nice(NICENESS)
    os.execv(order["program"][0], order["program"])  # noqa: S606  (no shell, and the list comes from our own code)


if __name__ == "__main__":
    main(*sys.argv[1:])
