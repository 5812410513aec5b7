"""What every test may lean on: the database at hand, Chromium when it can be had, and honest skips."""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import settings as hypothesis
from pytest_django.plugin import blocking_manager_key

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

# How long an example takes says how busy the machine is, and nothing of ours.
hypothesis.register_profile("hunar", deadline=None)
hypothesis.load_profile("hunar")

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def required(what: str) -> bool:
    """Whether ``HUNAR_REQUIRE`` turns the absence of ``what`` from a skip into a failure."""
    return what in os.environ.get("HUNAR_REQUIRE", "").split(",")


def on_postgres() -> bool:
    """Whether this run works on PostgreSQL."""
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


def postgres_answers() -> bool:
    """Whether something listens where this run's PostgreSQL should be."""
    database = settings.DATABASES["default"]
    try:
        socket.create_connection((database["HOST"] or "127.0.0.1", int(database["PORT"] or 5432)), timeout=3).close()
    except OSError:
        return False
    return True


def chromium_path() -> str | None:
    """The system's Chromium, if there is one."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave PostgreSQL's own tests to PostgreSQL's run; skip by name what this machine cannot do."""
    if on_postgres() and not postgres_answers():
        pytest.exit(
            "Skipped: the PostgreSQL half of the tests, because PostgreSQL does not answer on its loopback port.",
            returncode=int(required("postgres")),
        )
    for item in items:
        give_first_rows_back(item)
    chosen = [item for item in items if on_postgres() or not item.get_closest_marker("postgres")]
    if len(chosen) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen
    if chromium_path() is None and not required("browser"):
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


def give_first_rows_back(item: pytest.Item) -> None:
    """Mark a test with real commits, so that the rows migrations made are loaded for it and kept for the next."""
    names = getattr(item, "fixturenames", [])
    marker = item.get_closest_marker("django_db")
    if {"transactional_db", "live_server"} & set(names) or (marker and marker.kwargs.get("transaction")):
        names.append("django_db_serialized_rollback")
        if marker:
            kept = marker.kwargs | {"transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**kept), append=False)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the run's throw-away folder away; workers leave it to the process that started them."""
    if not hasattr(config, "workerinput") and Path(settings.DATA).name.startswith("hunar-tests-"):
        shutil.rmtree(settings.DATA, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test with real commits ends in empty tables; put back the rows migrations made, whatever test comes next."""
    yield
    first_rows = getattr(connection, "_test_serialized_contents", None)
    if nextitem and first_rows and "django_db_serialized_rollback" in getattr(item, "fixturenames", []):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(first_rows)


@pytest.fixture(scope="session")
def chromium(django_db_setup: None) -> "Iterator[Browser]":
    """One real Chromium for the session."""
    from playwright.sync_api import sync_playwright

    first_rows = getattr(connection, "_test_serialized_contents", None)

    path = chromium_path()
    assert path, "HUNAR_REQUIRE asks for a browser, and there is no Chromium on this machine"
    # Playwright's loop runs in this thread; the ORM is not shared with it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        # Where a loop runs, Django keeps a second connection object for this thread; it must know the first rows too.
        if first_rows is not None:
            connection._test_serialized_contents = first_rows
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: "Browser") -> "Iterator[BrowserContext]":
    """A fresh phone: 360 x 640, nothing stored."""
    context = chromium.new_context(viewport={"width": 360, "height": 640}, device_scale_factor=2, has_touch=True)
    yield context
    context.close()


@pytest.fixture
def page(phone: "BrowserContext") -> "Page":
    """One page on a fresh phone."""
    return phone.new_page()


@pytest.fixture
def desktop(chromium: "Browser") -> "Iterator[Page]":
    """One page on a staff member's screen."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()
