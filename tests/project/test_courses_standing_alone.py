"""The wheel with the extra ``courses``, in an empty environment and somebody else's site, teaches a course.

What is done is what docs/how-to/courses-in-your-site.md says, block by block.
"""

import json
import re

import pytest
from playwright.sync_api import Browser, Page

from tests.project.following import FETCHING, Followed
from tests.project.foreign_site import EMAIL, PASSWORD, ForeignSite

pytestmark = pytest.mark.browser
HOW_TO = Followed("courses-in-your-site.md", "courses")
TRAINEE = "gul@example.org"
TEACH = """
import io
import json
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Locale, Site
from accounts.models import User
from courses.authoring.api import make_edition, new_course
from courses.authoring.models import CataloguePage, LessonPage, ModulePage
from courses.running.api import create_cohort, create_programme, enrol, open_cohort
from lms.people.models import Person

home = Site.objects.get().root_page
home.add_child(instance=CataloguePage(title="Courses", slug="courses"))
course = new_course("Signs", by=None)
module = ModulePage.objects.child_of(course).get()
drawn = io.BytesIO()
Image.new("RGB", (400, 300), "green").save(drawn, "PNG")
image = get_image_model().objects.create(title="Sign", file=ContentFile(drawn.getvalue(), "sign.png"))
cells = [{"values": ["<p>A4</p>", "<p>Letters</p>"]}]
columns = [{"type": "text", "heading": "Size"}, {"type": "text", "heading": "Use"}]
body = [
    {"type": "heading", "value": "Why it works"},
    {"type": "paragraph", "value": "<p>Look at the <b>sign</b> first.</p>"},
    {"type": "image", "value": {"image": image.pk, "alt": "A green sign", "caption": ""}},
    {"type": "code", "value": {"language": "css", "caption": "", "code": "h1 { color: green; }"}},
    {"type": "table", "value": {"columns": columns, "rows": cells, "caption": "Paper"}},
    {"type": "try_it", "value": {"task": "<p>Draw one.</p>", "more": [], "steps": ["Look"], "solution": []}},
]
for title in ("Contrast", "Margin"):
    lesson = module.add_child(instance=LessonPage(title=title, body=body))
    lesson.save_revision().publish()
course.save_revision().publish()
course.refresh_from_db()
programme = create_programme(name="Skills", by=None, course_keys=[course.key])
cohort = create_cohort(programme, course.key, name="Spring", starts_on=timezone.localdate(), by=None)
open_cohort(cohort, make_edition(course, by=None), by=None)
user = User(email="gul@example.org")
user.set_password("a long enough word")
user.save()
person = Person.objects.create(user=user, display_name="Gul", language="en")
owner = User.objects.get(is_superuser=True)
Person.objects.create(user=owner, display_name="Owner", language="en")
enrolment = enrol(person, cohort, by=None)
print(json.dumps([str(enrolment.uuid), str(lesson.key), str(course.key), str(cohort.uuid)]))
"""


@pytest.mark.skipif(bool(FETCHING), reason="the environment is the registry's")
def test_the_environment_holds_nothing_else(site: ForeignSite) -> None:
    for stranger in ("allauth", "csp", "typst", "whitenoise", "pytest"):
        site.run(f"! python -c 'import {stranger}' 2>/dev/null")


def test_nothing_of_the_site_is_complained_about(site: ForeignSite) -> None:
    site.run("python manage.py check --fail-level WARNING")
    site.run("python manage.py makemigrations --check --dry-run")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('INSTALLED_APPS += ["wagtail.contrib.typed_table_block"]', "hunar_courses.E003"),
        ('MIDDLEWARE += ["courses.authoring.middleware.ClosedDoors"]', "hunar_courses.E002"),
        ('MIDDLEWARE += ["lms.foundation.middleware.SharedPhone"]', "hunar_foundation.W009"),
        ("TEMPLATES[0]", "hunar_foundation.W005"),
    ],
)
def test_a_line_that_is_left_out_is_asked_for(site: ForeignSite, line: str, code: str) -> None:
    settings = site.folder / "mysite/settings/base.py"
    whole = settings.read_text(encoding="utf-8")
    assert line in whole
    settings.write_text("".join(each for each in whole.splitlines(keepends=True) if not each.startswith(line)))
    try:
        assert code in site.run("python manage.py check --fail-level WARNING 2>&1 || true")
    finally:
        settings.write_text(whole)


def test_a_course_is_released_taught_and_read(site: ForeignSite, address: str, chromium: Browser) -> None:
    enrolment, lesson, course, cohort = json.loads(site.shell(TEACH))
    reads(signed_in(chromium, f"{address}/learn/{enrolment}/", TRAINEE), enrolment, lesson)
    page = signed_in(chromium, f"{address}/admin/", EMAIL)
    screens = ["courses/", *(f"courses/{course}/{name}/" for name in ("lessons", "release", "editions"))]
    for screen in [*screens, "batches/", f"batches/{cohort}/", "programmes/", "people/roles/"]:
        answer = page.goto(f"{address}/admin/{screen}")
        assert answer is not None
        assert (answer.status, page.url) == (200, f"{address}/admin/{screen}"), site.words
    page.close()


def signed_in(chromium: Browser, address: str, email: str) -> Page:
    """The page after the sign-in to which it sends."""
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    page.fill("[name=username]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    return page


def reads(page: Page, enrolment: str, lesson: str) -> None:
    """Her outline, a lesson with every kind of block, its picture, and the button that finishes it."""
    assert "Somebody else’s site" in page.inner_text("body")
    assert "Contrast" in page.inner_text("main")
    page.click(f'a[href="/learn/{enrolment}/{lesson}/"]')
    assert "Margin" in page.inner_text("h1")
    words = page.inner_text("article")
    for written in ("Why it works", "Look at the sign first.", "h1 { color: green; }", "Letters", "Draw one."):
        assert written in words
    picture = page.locator("article img")
    picture.scroll_into_view_if_needed()
    assert re.fullmatch(r"files/[0-9a-f]{64}\.webp", picture.get_attribute("src") or "")
    page.wait_for_load_state("networkidle")
    assert page.request.get(f"{page.url}{picture.get_attribute('src')}").status == 200
    page.click("form[action='finish/'] button")
    assert page.url.endswith(f"/learn/{enrolment}/")
    page.close()
