"""A list of trainees brought in by staff: read, shown, made once, whatever breaks off and however often it comes."""

import csv
import io
import random
import zipfile
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from courses.running.importing import making
from courses.running.importing.reading.csv_file import csv_rows
from courses.running.importing.reading.table import BadFile, open_table
from courses.running.models import Application, Cohort, Enrolment, SeatEntry, TraineeImport
from lms.foundation.api import read_stored
from lms.foundation.content.sweep import unheld
from lms.foundation.models import Job, StoredFile
from lms.foundation.work.runner import run
from lms.people.api import SheetError, keep_identifier
from lms.people.models import Identifier, Person, StartSlip
from tests.factories.running import give_role, make_cohort, make_enrolment, make_person
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db
HEAD = "Username,Legal name,Display name,Urdu name,Gender,CNIC,Phone,Language"


def admin_of(cohort: Cohort) -> Person:
    person = make_person()
    person.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    give_role(person, "programme_admin", "programme", cohort.programme.uuid)
    return person


def numbered(count: int, *, start: int = 0) -> str:
    """A list of so many women, each with a CNIC of her own."""
    rows = [f",Legal {n},Display {n},نام,female,91234-{n:07}-1,0300{n:07},ur" for n in range(start, start + count)]
    return "\n".join([HEAD, *rows])


def work() -> None:
    """Run what waits and is due, as a worker would."""
    due = Job.objects.filter(state="waiting", run_after__lte=timezone.now()).order_by("pk")
    for uuid in due.values_list("uuid", flat=True):
        run(uuid)


def address(name: str, *keys: Any) -> str:
    return reverse(f"hunar_running_staff:{name}", args=keys)


class Desk:
    """A programme admin at the screens of one batch."""

    def __init__(self, signed: Signed, cohort: Cohort) -> None:
        self.cohort, self.person = cohort, admin_of(cohort)
        self.client: Client = signed(self.person)

    def choose(self, data: bytes | str, name: str = "list.csv") -> Any:
        """Upload a file."""
        data = data.encode() if isinstance(data, str) else data
        return self.client.post(address("import", self.cohort.uuid), {"file": SimpleUploadedFile(name, data)})

    def read(self, data: bytes | str) -> TraineeImport:
        """Upload a file and let it be read."""
        response = self.choose(data)
        assert response.status_code == 302, response.content.decode()
        work()
        return TraineeImport.objects.get(uuid=UUID(response["Location"].rstrip("/").rsplit("/", 1)[1]))

    def screen(self, found: TraineeImport) -> str:
        return self.client.get(address("imported", self.cohort.uuid, found.uuid)).content.decode()

    def confirm(self, found: TraineeImport) -> TraineeImport:
        """Say yes and let it be made."""
        self.client.post(address("imported", self.cohort.uuid, found.uuid))
        work()
        found.refresh_from_db()
        return found

    def bring(self, data: bytes | str) -> TraineeImport:
        return self.confirm(self.read(data))

    def refused(self, data: bytes | str) -> str:
        """The sentence with which a file is refused at once."""
        response = self.choose(data)
        assert response.status_code == 200
        assert not TraineeImport.objects.exists()
        return response.content.decode()


@pytest.fixture
def desk(signed: Signed) -> Desk:
    return Desk(signed, make_cohort())


def test_two_hundred_women_come_in_with_accounts_and_slips(desk: Desk) -> None:
    found = desk.read(numbered(200))
    screen = desk.screen(found)
    assert "200 rows read. Nobody is added yet." in screen
    assert not Enrolment.objects.exists()
    found = desk.confirm(found)
    assert (found.state, found.enrolled, found.printed) == ("done", 200, 200)
    assert Enrolment.objects.filter(cohort=desk.cohort, state="active", projection__state="dated").count() == 200
    assert SeatEntry.objects.filter(kind="enrolled").count() == 200
    assert Identifier.objects.count() == 400
    pdf = desk.client.get(address("import_slips", desk.cohort.uuid, found.uuid))
    assert pdf.content.startswith(b"%PDF")
    assert "no-store" in pdf["Cache-Control"]


def test_a_slip_of_a_list_opens_the_account(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[Any] = []
    render = making.render_many_slips
    monkeypatch.setattr(
        making, "render_many_slips", lambda pairs, told: (printed.extend(pairs), render(pairs, told))[1]
    )
    desk.bring(numbered(2))
    slip, code = printed[0]
    said = {"username": slip.person.user.get_username(), "code": code, "pin": "482915", "pin_again": "482915"}
    response = Client().post("/start/", said)
    assert response.status_code == 302
    assert StartSlip.objects.get(pk=slip.pk).used_at is not None


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    text = numbered(30) + "\nhana-12,Hana,,,f,,,\n,By Phone,,,f,,0300-9999999,"
    desk.bring(text)
    before = (Person.objects.count(), Enrolment.objects.count(), SeatEntry.objects.count(), StartSlip.objects.count())
    found = desk.read(text)
    assert (found.fresh, found.known, found.there, found.problems) == (0, 0, 32, [])
    desk.confirm(found)
    after = (Person.objects.count(), Enrolment.objects.count(), SeatEntry.objects.count(), StartSlip.objects.count())
    assert after == before


def test_who_left_is_not_brought_back_by_a_list(desk: Desk) -> None:
    desk.bring(numbered(1))
    Enrolment.objects.update(state="withdrawn")
    assert desk.read(numbered(1)).there == 1


def test_somebody_known_by_her_number_keeps_her_account(desk: Desk) -> None:
    known = make_person(legal_name="legal 0", display_name="Of her own")
    keep_identifier(known, "cnic", "91234-0000000-1")
    found = desk.bring(numbered(2))
    assert (found.fresh, found.known) == (1, 1)
    assert Enrolment.objects.filter(person=known, cohort=desk.cohort).exists()
    known.refresh_from_db()
    assert known.display_name == "Of her own"


def test_one_wrong_digit_adds_nobody_else(desk: Desk) -> None:
    other = make_person(legal_name="Somebody else")
    keep_identifier(other, "cnic", "91234-0000000-1")
    found = desk.bring(numbered(2))
    assert (found.fresh, found.known, len(found.problems)) == (1, 0, 1)
    assert "another full name has this CNIC" in str(found.problems)
    assert not Enrolment.objects.filter(person=other).exists()


def test_every_wrong_row_is_named_with_line_and_column_and_comes_out_to_be_mended(desk: Desk) -> None:
    text = "\n".join(
        [
            HEAD,
            ",Right,,,f,91234-0000001-1,,",
            ",Short number,,,f,123,,",
            ",No way to know,,,f,,,",
            ",Twice,,,f,91234-0000001-1,,",
            ",Rounded,,,f,9.12341E+12,,",
            ",Odd gender,,,wolf,91234-0000002-1,,",
            "UPPER and space,Odd username,,,f,,,",
            ",,,,f,91234-0000003-1,,",
            "",
            ",Too many,,,f,91234-0000004-1,,ur,more,cells",
            "nobody-1,,,,,,,",
            ",=HYPERLINK(1),,,f,12,,",
        ]
    )
    found = desk.read(text)
    assert found.rows == 11
    assert [(line, column) for line, column, _ in found.problems] == [
        (3, "CNIC"),
        (4, ""),
        (5, "CNIC"),
        (6, "CNIC"),
        (7, "Gender"),
        (8, "Username"),
        (9, "Legal name"),
        (11, ""),
        (12, "Username"),
        (13, "CNIC"),
    ]
    screen = desk.screen(found)
    assert "A CNIC has 13 digits" in screen
    assert "The same stands in line 2" in screen
    mend = desk.client.get(address("bad_rows", desk.cohort.uuid, found.uuid)).content
    rows = list(csv.DictReader(io.StringIO(mend.decode("utf-8-sig"))))
    assert [row["Line"] for row in rows] == ["3", "4", "5", "6", "7", "8", "9", "11", "12", "13"]
    assert rows[-1]["Legal name"] == "'=HYPERLINK(1)"
    desk.confirm(found)
    assert Enrolment.objects.count() == 1
    # What was mended comes in as it stands; the two columns of ours are not read.
    again = desk.read(mend.replace(b",12,", b",91234-0000009-1,"))
    assert again.ignored == ["Line", "What is wrong"]
    assert again.fresh == 1
    desk.confirm(again)
    assert Person.objects.filter(legal_name="=HYPERLINK(1)").exists()


def test_a_batch_for_women_takes_no_man_from_a_list(signed: Signed) -> None:
    desk = Desk(signed, make_cohort(women_only=True))
    man = make_person(gender="m")
    text = f"{HEAD}\n,A man,,,m,91234-0000001-1,,\n,Not said,,,,91234-0000002-1,,\n{man.user.username},,,,f,,,\n"
    found = desk.read(text + ",A woman,,,عورت,91234-0000003-1,,")
    assert [problem[:2] for problem in found.problems] == [[2, "Gender"], [3, "Gender"], [4, "Gender"]]
    desk.confirm(found)
    assert [row.person.gender for row in Enrolment.objects.all()] == ["f"]


def test_more_rows_than_seats_go_on_the_waiting_list_in_their_order(signed: Signed) -> None:
    desk = Desk(signed, make_cohort(seats=5))
    make_enrolment(cohort=desk.cohort)
    found = desk.read(numbered(10))
    assert "6 go on the waiting list" in desk.screen(found)
    desk.confirm(found)
    assert Enrolment.objects.filter(cohort=desk.cohort).count() == 5
    names = Application.objects.order_by("joined_at", "pk").values_list("person__legal_name", flat=True)
    assert list(names) == [f"Legal {n}" for n in range(4, 10)]


def test_usernames_that_cannot_be_meant_are_wrong_rows(desk: Desk) -> None:
    known = make_person(username="known-1", legal_name="Known One")
    other = make_person(username="other-1")
    keep_identifier(other, "cnic", "91234-0000001-1")
    get_user_model().objects.create_user("no-person")
    rows = ["known-1,Another Name,,,,,,", "known-1x,Other,,,,91234-0000001-1,,", "no-person,Somebody,,,,,,"]
    found = desk.read("\n".join([HEAD, *rows]))
    assert [problem[:2] for problem in found.problems] == [[2, "Username"], [3, "CNIC"], [4, "Username"]]
    mixed = desk.read(f"{HEAD}\nknown-1,known ONE,,,,91234-0000001-1,,")
    assert mixed.problems == [[2, "CNIC", "This CNIC is somebody else's than this username."]]
    assert not known.enrolments.exists()


def spelled(text: str, how: str) -> bytes:
    """The same list as different programs write it."""
    if how == "xlsx":
        book = openpyxl.Workbook()
        for row in csv.reader(io.StringIO(text)):
            book.active.append([int(cell) if cell.isdecimal() and cell[0] != "0" else cell or None for cell in row])
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()
    if how == "semicolons, CRLF":
        return text.replace(",", ";").replace("\n", "\r\n").encode("utf-8-sig")
    if how == "sep line":
        return b"sep=;\r\n" + text.replace(",", ";").encode()
    if how == "tabs, UTF-16":
        return text.replace(",", "\t").encode("utf-16")
    return text.encode(how)


@pytest.mark.parametrize(
    "how",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "semicolons, CRLF", "sep line", "tabs, UTF-16", "xlsx"],
)
@pytest.mark.parametrize(
    "head",
    ["legal_NAME, Urdu Name ,SEX,CNIC No,phone", "پورا نام,اردو نام,جنس,شناختی کارڈ,موبائل نمبر"],
)
def test_the_same_list_in_any_spelling(how: str, head: str) -> None:
    text = f"{head}\nZarmina Test,زرمینہ,female,9123400000011,3001234567\nGul Test,گل,f,۹۱۲۳۴-۰۰۰۰۰۰۲-۱,0300-1234568"
    table = open_table(spelled(text, how))
    lines = list(table.lines)
    begins = 3 if how == "sep line" else 2
    assert [line for line, _cells in lines] == [begins, begins + 1]
    assert table.header.fields(lines[0][1]) == {
        "legal_name": "Zarmina Test",
        "urdu_name": "زرمینہ",
        "gender": "female",
        "cnic": "9123400000011",
        "phone": "3001234567",
    }


def bomb() -> bytes:
    """A workbook of a few hundred kilobytes that unpacks to far more."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"\0" * 100_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty"),
        (b"\xef\xbb\xbf\r\n", "This file is empty"),
        (HEAD.encode(), "nobody below it"),
        (b"red,green\n1,2", "does not name its columns"),
        (b"Name,Gender\nZara,f", "nobody could be told apart"),
        (b"Name,Full name,Phone\nZara,Zara,03001234567", "Two columns"),
        (b"Name,Phone\n\xff\xe9\xe8,03001234567\n" * 2, "letters of this file cannot be read"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel"),
        (b"PK\x03\x04rest", "workbook cannot be read"),
        (bomb(), "unpacks to far more"),
        (b"%PDF-1.7 \x00\x01\x02\n", "does not name its columns"),
    ],
)
def test_a_wrong_file_gets_a_sentence_and_is_not_kept(desk: Desk, data: bytes, sentence: str) -> None:
    assert sentence in desk.refused(data)
    assert not StoredFile.objects.filter(suffix="sealed").exists()


def test_damaged_files_never_break_anything_but_themselves() -> None:
    dice = random.Random(11)
    whole = [spelled(numbered(5), how) for how in ("utf-8", "utf-16", "xlsx", "semicolons, CRLF")]
    refused = 0
    for _try in range(300):
        data = bytearray(dice.choice(whole))
        for _bite in range(dice.randint(1, 20)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            list(open_table(bytes(data[: dice.randint(1, len(data))])).lines)
        except BadFile:
            refused += 1
    assert refused


def test_a_list_is_read_line_by_line_where_a_cell_holds_two() -> None:
    rows = list(csv_rows(b'Name,Phone\n"Two\nlines",1\nNext,2\n'))
    assert [line for line, _cells in rows] == [1, 2, 4]


def test_what_breaks_off_in_the_middle_goes_on_and_makes_nobody_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("courses.running.importing.judging.AT_ONCE", 10)
    found = desk.read(numbered(45))
    made, whole = [], making.make_chunk

    def dies(*args: Any, **kwargs: Any) -> None:
        whole(*args, **kwargs)
        made.append(1)
        if len(made) == 3:
            raise RuntimeError("the power went")

    with monkeypatch.context() as broken:
        broken.setattr(making, "make_chunk", dies)
        desk.confirm(found)
    assert Enrolment.objects.count() == 20
    Job.objects.filter(state="waiting", attempt=1).update(run_after="2000-01-01T00:00Z")
    work()
    found.refresh_from_db()
    assert (found.state, found.enrolled) == ("done", 45)
    assert Enrolment.objects.count() == 45
    assert Person.objects.filter(legal_name__startswith="Legal ", enrolments__cohort=desk.cohort).count() == 45
    assert StartSlip.objects.count() == 45


def test_two_lists_with_the_same_people_made_one_after_the_other_make_each_once(desk: Desk) -> None:
    text = f"{HEAD}\n,By Phone,,,f,,0300-9999999,\n,By CNIC,,,f,91234-0000001-1,,"
    first, second = desk.read(text), desk.read(text)
    assert (first.fresh, second.fresh) == (2, 2)
    desk.confirm(first)
    desk.confirm(second)
    assert (second.enrolled, second.state) == (0, "done")
    assert Enrolment.objects.count() == 2


def test_when_the_paper_fails_nothing_is_lost_and_it_is_printed_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_paper(_pairs: Any, _told: Any) -> bytes:
        raise SheetError("Slips are printed by typst, which is not installed here.")

    found = desk.read(numbered(3))
    with monkeypatch.context() as broken:
        broken.setattr(making, "render_many_slips", no_paper)
        desk.confirm(found)
    assert not StartSlip.objects.exists()
    screen = desk.screen(found)
    assert "which is not installed here" in screen
    assert "3 were added" in screen
    assert desk.confirm(found).printed == 3
    assert Enrolment.objects.count() == 3


def test_files_of_a_list_are_sealed_and_go_after_their_days(desk: Desk) -> None:
    found = desk.bring(numbered(1))
    for stored in StoredFile.objects.filter(suffix="sealed"):
        assert b"91234" not in read_stored(stored)
        assert b"%PDF" not in read_stored(stored)
    assert not unheld().filter(suffix="sealed").exists()
    Job.objects.filter(kind="running.forget_list").update(run_after="2000-01-01T00:00Z")
    work()
    assert unheld().filter(suffix="sealed").count() == 2
    assert desk.client.get(address("import_slips", desk.cohort.uuid, found.uuid)).status_code == 404
    assert desk.client.get(address("bad_rows", desk.cohort.uuid, found.uuid)).status_code == 302


def test_a_list_writes_one_line_in_the_log_for_some_hundred_rows_and_no_name(desk: Desk) -> None:
    desk.bring(numbered(30))
    lines = ModelLogEntry.objects.filter(action__startswith="hunar_running.import")
    assert [line.action for line in lines.order_by("pk")] == [
        "hunar_running.import_trainees",
        "hunar_running.import_slips",
    ]
    assert "Legal" not in str([(line.label, line.data) for line in ModelLogEntry.objects.all()])


def test_only_who_runs_the_programme_reads_or_brings_a_list(desk: Desk, signed: Signed) -> None:
    found = desk.read(numbered(1))
    other = signed(admin_of(make_cohort()))
    trainer = make_person()
    trainer.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    give_role(trainer, "trainer", "course", desk.cohort.course_key)
    names = [("import",), ("imported", found.uuid), ("bad_rows", found.uuid), ("import_slips", found.uuid)]
    for client in (other, signed(trainer)):
        for name, *keys in names:
            assert client.get(address(name, desk.cohort.uuid, *keys)).status_code == 404
        assert client.post(address("imported", desk.cohort.uuid, found.uuid)).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_is_a_list_with_nobody_in_it(desk: Desk, kind: str) -> None:
    data = desk.client.get(address("import_template", desk.cohort.uuid, kind)).content
    with pytest.raises(BadFile, match="nobody below it"):
        open_table(data)


def test_five_hundred_rows_ask_the_database_as_often_as_fifty(desk: Desk) -> None:
    def asked(count: int, start: int) -> int:
        found = desk.read(numbered(count, start=start))
        with CaptureQueriesContext(connection) as queries:
            desk.confirm(found)
        kinds = [query["sql"].split(" ", 1)[0] for query in queries if "SAVEPOINT" not in query["sql"]]
        return sum(kind in {"SELECT", "UPDATE"} for kind in kinds)

    few, many = asked(50, 0), asked(500, 1000)
    assert many <= few + 2, (few, many)
