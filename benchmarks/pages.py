"""What a trainee's pages cost the server beside the barest view that Django can have: CPU, queries, bytes.

``python -m benchmarks.pages`` makes a course of every block with lectures, enrols a trainee, and asks the WSGI
application for a batch of each page in turn, over and over: whatever else the machine does then meets all of them
alike. Of each page the cheapest batch counts. Two bare views stand beside them: one in this site with all its
middleware, one with the middleware of a new Django project. Prints JSON.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any

BATCH = 20
DJANGOS = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
Ask = Callable[[str], bytes]


def application(cookies: str) -> Ask:
    """The site as a server runs it; asks for a path and gives the body as it goes to the phone.

    Like a phone it brings these cookies and keeps those it is given: a CSRF secret is drawn for the first page alone.
    """
    from django.core.wsgi import get_wsgi_application

    serve = get_wsgi_application()
    jar = SimpleCookie(cookies)

    def ask(path: str) -> bytes:
        path, _mark, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "testserver",
            "HTTP_COOKIE": jar.output(attrs=[], header="", sep=";").strip(),
            "HTTP_ACCEPT_ENCODING": "gzip",
            "HTTP_ACCEPT_LANGUAGE": "en",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": sys.stderr,
        }
        answered = ""

        def start(status: str, headers: list[tuple[str, str]]) -> None:
            nonlocal answered
            answered = status
            for name, value in headers:
                if name == "Set-Cookie":
                    jar.load(value)

        response = serve(environ, start)
        body = b"".join(response)
        response.close()
        if not answered.startswith("200"):
            message = f"{path} answered {answered}"
            raise RuntimeError(message)
        return body

    return ask


def batch(ask: Ask, path: str) -> float:
    """Milliseconds of CPU for one request, over a batch of them."""
    before = time.process_time()
    for _ in range(BATCH):
        ask(path)
    return (time.process_time() - before) * 1000 / BATCH


def measure(pages: dict[str, tuple[Ask, str]], rounds: int) -> dict[str, dict[str, Any]]:
    """CPU, queries and bytes of each page, all pages in turn."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    found: dict[str, dict[str, Any]] = {}
    for name, (ask, path) in pages.items():
        ask(path)
        with CaptureQueriesContext(connection) as queries:
            body = ask(path)
        found[name] = {"queries": len(queries), "bytes": len(body), "cpu_ms": []}
    for _ in range(rounds):
        for name, (ask, path) in pages.items():
            found[name]["cpu_ms"].append(batch(ask, path))
    return {name: each | {"cpu_ms": round(min(each["cpu_ms"]), 2)} for name, each in found.items()}


def course_of_lessons(lessons: int) -> tuple[str, dict[str, str]]:
    """The cookies of a trainee and the addresses of her pages."""
    from django.urls import reverse

    from courses.authoring.api import load_manifest, make_edition
    from tests.factories.large_course import make_large_course
    from tests.factories.running import make_enrolment, make_programme
    from tests.running_site import cookies_of

    course = make_large_course(lessons, 4)
    edition = make_edition(course, by=None)
    enrolment = make_enrolment(cohort=open_cohort(make_programme(course_key=course.key), edition))
    key = load_manifest(edition).activities[lessons // 2].key
    cookies = "; ".join(f"{name}={value}" for name, value in cookies_of(enrolment.person.user).items())
    lesson = reverse("hunar_running:activity", args=[enrolment.uuid, key])
    outline = reverse("hunar_running:course", args=[enrolment.uuid])
    return cookies, {"bare": f"/bare/{enrolment.uuid}/", "lesson": lesson, "outline": outline}


def open_cohort(programme: Any, edition: Any) -> Any:
    """A batch that began today on this edition."""
    from django.utils import timezone

    from courses.running.models import Cohort

    today, now = timezone.localdate(), timezone.now()
    values = {"course_key": edition.course_key, "edition": edition, "state": "open", "opened_at": now}
    return Cohort.objects.create(programme=programme, name="Batch", starts_on=today, **values)


def main(arguments: list[str]) -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(description="What a trainee's pages cost beside a bare Django view.")
    parser.add_argument("--lessons", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HUNAR_DATA": folder, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import transaction
        from django.test import override_settings

        call_command("migrate", verbosity=0)
        with transaction.atomic():
            cookies, paths = course_of_lessons(given.lessons)
        with override_settings(ROOT_URLCONF="benchmarks.bare"):
            site = application(cookies)
            pages = {name: (site, path) for name, path in paths.items()}
            with override_settings(MIDDLEWARE=DJANGOS):
                pages["bare in a new project"] = (application(cookies), paths["bare"])
            found = measure(pages, given.rounds)
    for each in found.values():
        each["times_bare"] = round(each["cpu_ms"] / found["bare"]["cpu_ms"], 2)
        each["times_new_project"] = round(each["cpu_ms"] / found["bare in a new project"]["cpu_ms"], 2)
    print(json.dumps({"benchmark": "pages", "lessons": given.lessons, "pages": found}, indent=2))


if __name__ == "__main__":
    main(sys.argv[1:])
