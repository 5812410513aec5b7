"""The wheel with the extra ``media``, in an empty environment and somebody else's site, plays a recording.

What is done is what docs/how-to/recordings-in-your-site.md says, block by block. `HUNAR_ALONE` names a Python that may
fetch packages from the registry; without it the environment is made of what is installed here, the closure alone.
"""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.metadata import distribution
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.factories.media import Clips
from tests.house.rooms import ROOT
from tests.project import empty_environment
from tests.project.foreign_site import EMAIL, PASSWORD, ForeignSite
from tests.project.how_to import Block, blocks, write

pytestmark = [pytest.mark.browser, pytest.mark.encodes]
HOW_TO = ROOT / "docs/how-to/recordings-in-your-site.md"
FETCHING = os.environ.get("HUNAR_ALONE", "")
# A machine may be busy with other things: only what hangs takes this long.
PATIENCE = 600
PUBLISH = """
from home.models import LecturePage
from media_pipeline.models import Recording
from wagtail.models import Site
home = Site.objects.get().root_page
page = home.add_child(instance=LecturePage(title="Contrast", slug="contrast", recording=Recording.objects.get()))
page.save_revision().publish()
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(target)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an empty environment, where the first command of the how-to is still to be run."""
    if FETCHING:
        return Path(FETCHING)
    needed = empty_environment.closure(empty_environment.requirements_of(wheel), {"media"})
    return empty_environment.make(tmp_path_factory.mktemp("environment"), [*needed, distribution("pip")])


@pytest.fixture(scope="module")
def site(wheel: Path, python: Path, tmp_path_factory: pytest.TempPathFactory) -> ForeignSite:
    """The foreign site after every block of the how-to but those that go on running."""
    site = ForeignSite(tmp_path_factory.mktemp("foreign"), python)
    install, *others = blocks(HOW_TO)
    (command,) = install.commands
    more = {} if FETCHING else {"PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1"}
    site.run(command.replace("hunar[media]", f"{wheel}[media]"), PIP_DISABLE_PIP_VERSION_CHECK="1", **more)
    site.start()
    for block in others:
        if block.language != "bash":
            write(block, site.folder)
        elif not block.place:
            for each in block.commands:
                site.run(each)
    site.shell(f"from accounts.models import User; User.objects.create_superuser({EMAIL!r}, {PASSWORD!r})")
    return site


@pytest.fixture
def address(site: ForeignSite) -> Iterator[str]:
    """Where the site answers while its worker works, both started as the how-to says."""
    commands = {block.place: block.text.strip() for block in blocks(HOW_TO) if block.language == "bash" and block.place}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    with ExitStack() as stack:
        stack.enter_context(site.running(commands["worker"]))
        server = stack.enter_context(site.running(f"{commands['site']} {place} --noreload"))
        wait_for(place, server, site)
        yield f"http://{place}"


def wait_for(place: str, server: "subprocess.Popen[bytes]", site: ForeignSite) -> None:
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


def lines_of_settings_and_addresses() -> list[str]:
    """Every line that the how-to adds to the site's settings and addresses."""
    added = [block for block in blocks(HOW_TO) if block.place.startswith("mysite/")]
    return [line for block in added for line in block.text.splitlines() if line.strip()]


def test_the_lines_are_counted_and_few() -> None:
    lines = lines_of_settings_and_addresses()
    assert len(lines) <= 5
    assert f"**{len(lines)} lines**" in HOW_TO.read_text(encoding="utf-8")


def test_every_block_is_one_that_is_followed() -> None:
    assert {block.language for block in blocks(HOW_TO)} == {"bash", "python", "html"}
    assert all(block.place for block in blocks(HOW_TO) if block.language != "bash")
    assert blocks(HOW_TO)[0] == Block("bash", "", 'python -m pip install "hunar[media]"\n')


@pytest.mark.skipif(bool(FETCHING), reason="the environment is the registry's")
def test_the_environment_holds_nothing_else(site: ForeignSite) -> None:
    for stranger in ("allauth", "csp", "typst", "pytest"):
        site.run(f"! python -c 'import {stranger}' 2>/dev/null")


def test_nothing_of_the_site_is_complained_about(site: ForeignSite) -> None:
    site.run("python manage.py check --fail-level WARNING")
    site.run("python manage.py makemigrations --check --dry-run")


def test_a_recording_is_uploaded_made_small_and_played(
    site: ForeignSite, address: str, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    upload(chromium, address, Clips(tmp_path_factory.mktemp("clip")).path("slides.mp4"))
    site.shell(PUBLISH)
    page = chromium.new_page()
    end = time.monotonic() + PATIENCE
    while not page.query_selector("[data-hunar-player]"):
        assert time.monotonic() < end, page.content() + site.words
        time.sleep(1)
        page.goto(f"{address}/contrast/")
    assert "Somebody else’s site" in page.inner_text("body")
    assert re.search(r"[\d.]+ MB", page.inner_text("body"))
    for rung in ("slides", "audio", "video"):
        page.goto(f"{address}/contrast/?play={rung}")
        plays(page)
    page.close()


def upload(chromium: Browser, address: str, clip: Path) -> None:
    """As its owner does it, in Wagtail, without a script of ours."""
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/admin/recordings/new/")
    page.fill("[name=username]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.fill("[name=title]", "Contrast")
    page.set_input_files("[name=file]", clip)
    page.locator("form[enctype] button[type=submit]").first.click()
    assert "Contrast" in page.inner_text("main")
    page.close()


def plays(page: Page) -> None:
    """Press play: time moves on, and what is heard was decoded."""
    page.evaluate("document.querySelector('[data-hunar-player]').play()")
    page.wait_for_function(
        "(() => { const p = document.querySelector('[data-hunar-player]');"
        " return p.currentTime > 1 && p.webkitAudioDecodedByteCount > 0 && !p.error })()",
        timeout=PATIENCE * 1000,
    )
