"""Following a how-to of this repository, block by block, in somebody else's site on an empty environment.

`HUNAR_ALONE` names a folder of environments that may fetch packages from the registry, one for each extra; without it
an environment is made of what is installed here, the closure alone.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import distribution
from pathlib import Path

from tests.house.rooms import ROOT
from tests.project import empty_environment
from tests.project.foreign_site import EMAIL, PASSWORD, ForeignSite
from tests.project.how_to import Block, blocks, write

FETCHING = os.environ.get("HUNAR_ALONE", "")
# A machine may be busy with other things: only what hangs takes this long.
PATIENCE = 600


class Followed:
    """One how-to, and the extra of the wheel that its first block installs."""

    def __init__(self, page: str, extra: str) -> None:
        self.page = ROOT / "docs/how-to" / page
        self.extra = extra

    @property
    def blocks(self) -> list[Block]:
        """Its blocks, in order."""
        return blocks(self.page)

    def lines_of_settings_and_addresses(self) -> list[str]:
        """Every line that it adds to the site's settings and addresses."""
        added = [block for block in self.blocks if block.place.startswith("mysite/") and block.language == "python"]
        return [line for block in added for line in block.text.splitlines() if line.strip()]

    def python(self, wheel: Path, folder: Path) -> Path:
        """The Python of an empty environment, where its first command is still to be run."""
        if FETCHING:
            return Path(FETCHING) / self.extra / "bin/python"
        needed = empty_environment.closure(empty_environment.requirements_of(wheel), {self.extra})
        return empty_environment.make(folder, [*needed, distribution("pip")])

    def site(self, wheel: Path, python: Path, folder: Path) -> ForeignSite:
        """The foreign site, with an owner, after every block but those that go on running."""
        site = ForeignSite(folder, python)
        install, *others = self.blocks
        (command,) = install.commands
        more = {} if FETCHING else {"PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1"}
        wanted = command.replace(f"hunar[{self.extra}]", f"{wheel}[{self.extra}]")
        site.run(wanted, PIP_DISABLE_PIP_VERSION_CHECK="1", **more)
        site.start()
        for block in others:
            if block.language != "bash":
                write(block, site.folder)
            elif not block.place:
                for each in block.commands:
                    site.run(each)
        site.shell(f"from accounts.models import User; User.objects.create_superuser({EMAIL!r}, {PASSWORD!r})")
        return site

    @contextmanager
    def running(self, site: ForeignSite) -> Iterator[str]:
        """Where the site answers while its worker works, both started as the how-to says."""
        named = [block for block in self.blocks if block.language == "bash" and block.place]
        commands = {block.place: block.text.strip() for block in named}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            place = f"127.0.0.1:{free.getsockname()[1]}"
        with ExitStack() as stack:
            stack.enter_context(site.running(commands["worker"]))
            server = stack.enter_context(site.running(f"{commands['site']} {place} --noreload"))
            _wait_for(place, server, site)
            yield f"http://{place}"


def build_wheel(folder: Path) -> Path:
    """The wheel of this tree."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return next(folder.glob("*.whl"))


def _wait_for(place: str, server: "subprocess.Popen[bytes]", site: ForeignSite) -> None:
    """Until somebody listens."""
    host, port = place.split(":")
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert server.poll() is None, site.words
        with socket.socket() as attempt:
            if attempt.connect_ex((host, int(port))) == 0:
                return
        time.sleep(0.2)
    raise AssertionError(site.words)
