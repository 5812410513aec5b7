"""Files as devices write them."""

from datetime import datetime

import pytest

from courses.running.attendance.device_file import UnreadableFile, read_lines, text_of

AT = datetime(2026, 12, 1, 9, 2)  # noqa: DTZ001  (a device knows no zone)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("17,2026-12-01 09:02:00", "punch"),
        ("0017;01/12/2026 09:02;C/In", "in"),
        ("17\t2026-12-01 09:02\t1", "out"),
        ("17,2026-12-01,09:02,Check Out", "out"),
        ("No,Name,Date,Time,Status\n17,Canary,01-12-2026,9:02 AM,C/In", "in"),
        ("User ID,Timestamp\n17,2026-12-01T09:02:00Z", "punch"),
        ("\n\n۱۷,۲۰۲۶-۱۲-۰۱ ۰۹:۰۲\n\n", "punch"),
    ],
)
def test_a_number_and_a_moment_are_found(text: str, kind: str) -> None:
    (line,) = read_lines(text)
    assert (line.number, line.at, line.kind, line.why) == ("17", AT, kind, None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_letters_of_every_maker(encoding: str) -> None:
    assert read_lines(text_of("17,2026-12-01 09:02".encode(encoding)))[0].at == AT


def test_a_line_that_is_none_is_named_by_its_place() -> None:
    lines = read_lines("17,2026-12-01 09:02\n\n,2026-12-01 09:03\n18,never")
    assert [(line.place, line.why) for line in lines] == [(1, None), (3, "no_number"), (4, "no_time")]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"a,b\nc,d", b"\x89PNG\0\0\0", b"PK\x03\x04\0\0"])
def test_what_is_no_file_of_a_device_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="Nothing was kept"):
        read_lines(text_of(data))
