"""An edition in one file: on an empty site of another kind it is the same edition, and the same file again."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection

from courses.authoring.actions.export_edition import export_edition
from courses.authoring.api import load_manifest
from courses.authoring.models import CoursePage
from lms.project.settings import ROOT
from tests.authoring.portable.conftest import Travelling, archived
from tests.factories.authoring import make_admin, make_course, make_trainer

ELSEWHERE = """
import json, sys
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from django.utils import translation
call_command("migrate", verbosity=0)
from wagtail.models import Locale, Page
from courses.authoring.models import CataloguePage, CoursePage, Edition
from tests.factories.authoring import make_catalogue, make_small_course
from tests.authoring.portable.conftest import archived, make_urdu_catalogue
for number in range(9):
    make_small_course(f"Fills primary keys {number}")
make_urdu_catalogue()
import courses.authoring.pictures.keep as keep
def fail(*args, **more):
    raise AssertionError("an encoder was called")
keep.shrink = keep.drawn_svg = fail
from courses.authoring.actions.import_edition import import_edition
translation.activate("ur")
with open(sys.argv[1], "rb") as stream:
    course = import_edition(stream, by=None)
edition = Edition.objects.get(course_key=course.key)
Path(sys.argv[2]).write_bytes(archived(edition))
from courses.authoring.api import compile_course
print(json.dumps({"hash": edition.hash, "again": compile_course(course).hash, "pk": course.pk}))
"""


def carried(archive: bytes, folder: Path, database: str) -> tuple[str, bytes]:
    """Bring the archive to an empty site on ``database``; its hash there, and the archive it gives."""
    there, back = folder / "there.zip", folder / "back.zip"
    there.write_bytes(archive)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": database,
        "HUNAR_DATA": str(folder / "elsewhere"),
        "WAGTAILADMIN_BASE_URL": "https://elsewhere.example",
        "PYTHONPATH": str(ROOT),
    }
    (folder / "elsewhere").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(there), str(back)], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = done.stdout.strip().splitlines()[-1]
    assert '"again"' in told
    return told, back.read_bytes()


@pytest.mark.django_db
def test_on_a_new_site_it_is_the_same_edition_and_gives_the_same_file(travelling: Travelling, tmp_path: Path) -> None:
    told, back = carried(travelling.archive, tmp_path, f"sqlite:///{tmp_path}/elsewhere.sqlite3")
    assert told.count(travelling.edition.hash) == 2
    assert back == travelling.archive


@pytest.mark.django_db
@pytest.mark.postgres
def test_from_postgresql_to_sqlite_and_on_to_another_postgresql(travelling: Travelling, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    _told, back = carried(travelling.archive, tmp_path / "one", f"sqlite:///{tmp_path}/elsewhere.sqlite3")
    name = f"hunar_travel_{uuid4().hex[:12]}"
    server = connection.settings_dict | {"NAME": name}
    address = f"postgres://{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT']}/{name}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        try:
            told, again = carried(back, tmp_path / "two", address)
        finally:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    assert told.count(travelling.edition.hash) == 2
    assert again == travelling.archive


@pytest.mark.django_db
def test_the_same_edition_is_the_same_bytes_on_every_day(travelling: Travelling) -> None:
    assert archived(travelling.edition) == travelling.archive
    with ZipFile(BytesIO(travelling.archive)) as archive:
        names = archive.namelist()
        assert names[:3] == ["manifest.json", "sealed.json", "source.json"]
        assert names[3:] == sorted(names[3:])
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        manifest = load_manifest(travelling.edition).raw
        assert archive.read("manifest.json") == manifest
        source = archive.read("source.json").decode()
    for page in CoursePage.objects.filter(key=travelling.course.key):
        assert f'"{page.pk}"' not in source


@pytest.mark.django_db
def test_a_course_that_is_here_already_is_not_brought_in(travelling: Travelling, tmp_path: Path) -> None:
    file = tmp_path / "course.zip"
    file.write_bytes(travelling.archive)
    with pytest.raises(CommandError, match="here already"):
        call_command("import_edition", file)


@pytest.mark.django_db
def test_the_commands_write_and_refuse_in_sentences(travelling: Travelling, tmp_path: Path) -> None:
    file = tmp_path / "course.zip"
    call_command("export_edition", travelling.edition.hash[:10], file)
    assert file.read_bytes() == travelling.archive
    with pytest.raises(CommandError, match="exists"):
        call_command("export_edition", travelling.edition.hash[:10], file)
    with pytest.raises(CommandError, match="No edition"):
        call_command("export_edition", "zz", tmp_path / "other.zip")
    assert [each.name for each in tmp_path.iterdir()] == ["course.zip"]


@pytest.mark.django_db
def test_only_who_administers_the_course_takes_it_away(travelling: Travelling) -> None:
    for person in (make_trainer(travelling.course), make_admin(make_course())):
        with pytest.raises(PermissionDenied):
            export_edition(travelling.edition, BytesIO(), by=person)
    assert export_edition(travelling.edition, BytesIO(), by=make_admin(travelling.course)).endswith(".zip")
