"""Where one process of a test run keeps its files."""

import os
import tempfile


def own_folder() -> str:
    """A folder for each process of the run: what one sweeps from its content store may be another's.

    Processes that a test starts keep the folder their test gives them.
    """
    process = os.environ.get("PYTEST_XDIST_WORKER", "")
    started_by_a_test = os.environ.get("HUNAR_TESTS_PROCESS", "") == process
    os.environ["HUNAR_TESTS_PROCESS"] = process
    given = os.environ.get("HUNAR_DATA", "")
    return given if given and started_by_a_test else tempfile.mkdtemp(prefix="hunar-tests-")
