"""A site that runs as it is deployed: the WSGI application, static files compressed and named by content."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client, override_settings
from django.test.testcases import LiveServerThread
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

from tests.media.weak_link import WeakLink

if TYPE_CHECKING:
    from playwright.sync_api import Page

COMPRESSED = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
# The desk's files are many and no trainee page asks for one.
NOT_ASKED_FOR = ["wagtail*", "admin", "images", "css", "js"]


def collect_static(root: Path) -> None:
    """Put our static files into ``root``, named by content and compressed as on a server."""
    with override_settings(STATIC_ROOT=root, STORAGES=settings.STORAGES | {"staticfiles": COMPRESSED}):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=NOT_ASKED_FOR)


@contextmanager
def running_site(static_root: Path) -> Iterator[str]:
    """The address of the running site."""
    served = {
        "STATIC_ROOT": static_root,
        "STORAGES": settings.STORAGES | {"staticfiles": COMPRESSED},
        "WHITENOISE_USE_FINDERS": False,
        "WHITENOISE_AUTOREFRESH": False,
    }
    with override_settings(**served):
        application = get_wsgi_application()
        thread = LiveServerThread("127.0.0.1", static_handler=lambda _handler: application)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        yield f"http://127.0.0.1:{thread.port}"
        thread.terminate()
        connections.close_all()


def cookies_of(user: Any, language: str = "en") -> dict[str, str]:
    """What a phone holds on which ``user`` is signed in."""
    client = Client()
    client.force_login(user)
    return {settings.SESSION_COOKIE_NAME: str(client.session.session_key), settings.LANGUAGE_COOKIE_NAME: language}


@contextmanager
def phone_on_a_link(
    seconds: int, still: bytes | None, *, rate: float, round_trip: float
) -> "Iterator[tuple[Page, WeakLink, str]]":
    """Outside the test run: a phone on a weak link, and the address of a lesson whose trainee is signed in.

    The lecture has a slide every thirty seconds; the first is ``still``, or a title slide.
    """
    from playwright.sync_api import sync_playwright

    from tests.conftest import CHROMIUM_ARGUMENTS, chromium_path
    from tests.factories.lecture import Taught, first_still, make_lecture, weigh_as_real

    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    made = make_lecture(seconds, slides=max(1, seconds // 30))
    weigh_as_real(made, still or first_still())
    taught = Taught(made)
    found = cookies_of(taught.enrolment.person.user)
    # The browser's loop runs in this thread; the ORM is not shared with it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with TemporaryDirectory() as static, sync_playwright() as playwright:
        collect_static(Path(static))
        with running_site(Path(static)) as address, WeakLink(address, rate=rate, round_trip=round_trip) as link:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS)
            phone = browser.new_context(viewport={"width": 360, "height": 640}, device_scale_factor=2, has_touch=True)
            phone.add_cookies([{"name": name, "value": value, "url": address} for name, value in found.items()])
            yield phone.new_page(), link, taught.page
            browser.close()
    teardown_databases(databases, verbosity=0)
