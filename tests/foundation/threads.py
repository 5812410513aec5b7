"""Many threads at the same moment, each with its own database connection."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


def at_once(count: int, body: Callable[[int], Any]) -> list[Any]:
    """Run ``body(number)`` in ``count`` threads that start together; results by number. Problems are raised."""
    together = threading.Barrier(count)
    results: dict[int, Any] = {}
    problems: list[BaseException] = []

    def run(number: int) -> None:
        try:
            together.wait()
            results[number] = body(number)
        except BaseException as problem:  # noqa: BLE001  (raised again below, in the test's own thread)
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise problems[0]
    return [results[number] for number in range(count)]
