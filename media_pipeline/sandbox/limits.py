"""The oldest layer, on every Unix: how much of the machine a process may use (setrlimit)."""

import resource

OPEN_FILES = 256
# Address space beside memory that is filled: the program itself, its libraries, and the stacks and arenas that threads
# reserve and never touch. AV1 at 720p fills 0.6 GiB and reserves 1.7.
RESERVED_BYTES = 3 << 30


def bound(cpu_seconds: int, memory_bytes: int, file_bytes: int) -> None:
    """Bound processor time, memory that can be filled, and the size of each file written; no core is ever dumped.

    Processes are not counted: the kernel counts them for the whole account, and a worker beside us has many.
    """
    both = {
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_DATA: memory_bytes,
        resource.RLIMIT_AS: memory_bytes + RESERVED_BYTES,
        resource.RLIMIT_FSIZE: file_bytes,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_CORE: 0,
    }
    for name, value in both.items():
        most = resource.getrlimit(name)[1]
        least = value if most == resource.RLIM_INFINITY else min(value, most)
        resource.setrlimit(name, (least, least))
