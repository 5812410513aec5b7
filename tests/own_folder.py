"""Where one process of a test run keeps its files."""

import os
import tempfile
from pathlib import Path


def own_folder() -> str:
    """A folder for each process of the run: what one sweeps from its content store may be another's.

    Processes that a test starts are given the folder of their test.
    """
    folder = Path(os.environ.get("HUNAR_DATA") or tempfile.mkdtemp(prefix="hunar-tests-"))
    process = os.environ.get("PYTEST_XDIST_WORKER", "")
    if process and folder.name != process:
        folder = folder / process
        folder.mkdir(parents=True, exist_ok=True)
    return str(folder)
