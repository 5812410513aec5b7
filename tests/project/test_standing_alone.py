"""The wheel with the extra ``media``, in an empty environment and somebody else's site, plays a recording.

What is done is what docs/how-to/recordings-in-your-site.md says, block by block.
"""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.factories.media import Clips
from tests.project.following import FETCHING, PATIENCE, Followed
from tests.project.foreign_site import EMAIL, PASSWORD, ForeignSite

pytestmark = [pytest.mark.browser, pytest.mark.encodes]
HOW_TO = Followed("recordings-in-your-site.md", "media")
PUBLISH = """
from home.models import LecturePage
from media_pipeline.models import Recording
from wagtail.models import Site
home = Site.objects.get().root_page
page = home.add_child(instance=LecturePage(title="Contrast", slug="contrast", recording=Recording.objects.get()))
page.save_revision().publish()
"""


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
