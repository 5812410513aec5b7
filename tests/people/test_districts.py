"""Districts: loaded once, splits with what came before, and what staff corrected stays."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from lms.people.districts import district_rows
from lms.people.models import District


def load() -> str:
    out = StringIO()
    call_command("load_districts", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_they_are_loaded_once_and_corrections_stay() -> None:
    assert "78 districts added" in load()
    District.objects.filter(code="kp-swat").update(name_ur="سوات!")
    assert "0 districts added, 78 were there" in load()
    assert District.objects.get(code="kp-swat").name_ur == "سوات!"


@pytest.mark.django_db
def test_south_waziristan_was_split_and_both_parts_say_of_what() -> None:
    load()
    old = District.objects.get(code="kp-south-waziristan")
    parts = list(old.successors.order_by("name_en"))
    assert [part.name_en for part in parts] == ["South Waziristan Lower", "South Waziristan Upper"]
    assert all(part.valid_from == date(2022, 10, 13) and part.merged and part.name_ur for part in parts)
    assert old.valid_to == date(2022, 10, 12)


def test_today_there_are_thirty_eight_and_thirty_six() -> None:
    today = [row for row in district_rows() if row.valid_to is None]
    provinces = [row.province for row in today]
    assert (provinces.count("Khyber Pakhtunkhwa"), provinces.count("Punjab")) == (38, 36)
    assert len({row.code for row in district_rows()}) == len(district_rows())
