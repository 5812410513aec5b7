"""Every trainee page in both languages: nothing serious for axe, nothing sticks out, a shape, a neutral title."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.factories.learner import Walk, make_full_walk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser
Visit = Callable[["Page"], list[str]]


def findings(page: "Page", options: dict[str, Any] | None = None) -> list[str]:
    """What axe calls serious or critical."""
    found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found if each["impact"] in {"serious", "critical"}
    ]


def sideways(page: "Page") -> list[str]:
    """How far the page sticks out at 320 px."""
    page.set_viewport_size({"width": 320, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{width} px wide"] if width > 320 else []


def shape(page: "Page") -> list[str]:
    """One first heading, one main part, a language and a direction that agree."""
    counts = {part: page.locator(part).count() for part in ("h1", "main")}
    direction = page.locator("html").get_attribute("dir")
    wrong = [f"{count} {part}" for part, count in counts.items() if count != 1]
    return wrong if direction == ("rtl" if page.locator("html").get_attribute("lang") == "ur" else "ltr") else ["dir"]


def walk_pages(site: str, contexts: dict[str, "BrowserContext"], walk: Walk, visit: Visit) -> dict[str, list[str]]:
    """What ``visit`` has to say of each page, for those of which it has something to say."""
    said = {}
    for who, pages in (("stranger", walk.stranger_pages()), ("her", walk.her_pages())):
        for name, address in pages.items():
            page = contexts[who].new_page()
            page.goto(site + address)
            if found := visit(page):
                said[f"{name} ({address})"] = found
            page.close()
    return said


@pytest.fixture
def phones(chromium: "Browser") -> Callable[..., dict[str, "BrowserContext"]]:
    """A stranger's phone and the trainee's."""

    def make(site: str, walk: Walk, enter: Callable[..., None], language: str, **more: Any) -> dict[str, Any]:
        made = {
            who: chromium.new_context(viewport={"width": 360, "height": 640}, **more) for who in ("stranger", "her")
        }
        made["stranger"].add_cookies([{"name": "hunar_project_language", "value": language, "url": site}])
        enter(made["her"], walk.person, language)
        return made

    return make


@pytest.mark.parametrize("language", ["en", "ur"])
def test_every_page_can_be_used_by_everybody(
    site: str, phones: Callable[..., Any], enter: Callable[..., None], language: str
) -> None:
    walk = make_full_walk(host="127.0.0.1")
    secrets = [walk.course.title, *(lesson.title for lesson in walk.lessons), walk.person.legal_name]

    def visit(page: "Page") -> list[str]:
        told = [f"the title says {secret}" for secret in secrets if secret in page.title()]
        # The catalogue is public: its pages are about courses and say so.
        public = "/learn/" not in page.url and page.title().startswith(walk.course.title)
        return findings(page) + shape(page) + ([] if public else told) + sideways(page)

    assert not walk_pages(site, phones(site, walk, enter, language), walk, visit)


def test_every_page_can_be_read_in_the_dark(site: str, phones: Callable[..., Any], enter: Callable[..., None]) -> None:
    walk = make_full_walk(host="127.0.0.1")
    dark = phones(site, walk, enter, "en", color_scheme="dark")
    only_contrast = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    assert not walk_pages(site, dark, walk, lambda page: findings(page, only_contrast))
