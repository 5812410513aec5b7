"""The holder's pages: hers alone, readable for ever, the price before the tap."""

import math
import re
import sys
from typing import Any

import pytest
from django.test import Client

from certificates.api import pdf, revoke
from certificates.models import Award
from certificates.pdf import typesetting
from courses.running.api import close
from courses.running.models import Enrolment
from lms.foundation.api import group_code
from tests.factories.certificates import make_award, make_holder, make_officer
from tests.factories.running import make_person, make_superuser

pytestmark = pytest.mark.django_db


@pytest.fixture
def award() -> Award:
    return make_award()


@pytest.fixture
def holder(client: Client, award: Award) -> Client:
    client.force_login(award.person.user)
    return client


def addresses(award: Award) -> list[str]:
    return [f"/certificates/{award.uuid}/", f"/certificates/{award.uuid}.pdf"]


def test_the_list_leads_to_the_certificate(holder: Client, award: Award) -> None:
    page = holder.get("/certificates/").content.decode()
    assert "Graphic design" in page
    assert f'href="/certificates/{award.uuid}/"' in page


def test_without_a_certificate_the_list_says_when_one_comes(client: Client) -> None:
    client.force_login(make_person().user)
    assert "No certificate yet" in client.get("/certificates/").content.decode()


def test_the_certificate_shows_both_names_and_the_code(holder: Client, award: Award) -> None:
    page = holder.get(addresses(award)[0]).content.decode()
    for words in ("Zarmina Gul", "زرمینہ گل", "Graphic design", group_code(award.code), f"/v/{award.code}/"):
        assert words in page


def test_the_download_costs_no_more_than_its_label(holder: Client, award: Award) -> None:
    page = holder.get(addresses(award)[0]).content.decode()
    label = re.search(r"Download the PDF.*?([0-9.]+) MB", page, re.DOTALL)
    assert label
    paper = holder.get(addresses(award)[1])
    assert paper["Content-Type"] == "application/pdf"
    assert paper["Content-Disposition"] == 'attachment; filename="certificate.pdf"'
    assert len(paper.content) <= float(label[1]) * 1_000_000
    assert float(label[1]) <= math.ceil(len(paper.content) / 10_000) / 100


def test_personal_pages_are_not_stored(holder: Client, award: Award) -> None:
    for path in ["/certificates/", *addresses(award)]:
        assert "no-store" in holder.get(path)["Cache-Control"]


def test_nobody_else_finds_them(client: Client, award: Award) -> None:
    for path in addresses(award):
        assert client.get(path).status_code == 302
    for person in (make_holder(), make_person()):
        client.force_login(person.user)
        for path in [*addresses(award), "/certificates/00000000-0000-0000-0000-000000000000.pdf"]:
            assert client.get(path).status_code == 404
        assert client.post(f"/certificates/{award.uuid}/name/", {"name_shown": "full"}).status_code == 404
    award.refresh_from_db()
    assert award.name_shown == "initials"


def test_an_officer_of_the_programme_may_fetch_the_paper_and_no_other_officer(client: Client, award: Award) -> None:
    programme = Enrolment.objects.get(uuid=award.enrolment_uuid).cohort.programme
    elsewhere = Enrolment.objects.get(uuid=make_award().enrolment_uuid).cohort.programme
    for person, status in ((make_officer(programme), 200), (make_superuser(), 200), (make_officer(elsewhere), 404)):
        client.force_login(person.user)
        assert client.get(addresses(award)[1]).status_code == status


def test_it_stays_readable_when_the_window_is_closed(holder: Client, award: Award) -> None:
    close(Enrolment.objects.get(uuid=award.enrolment_uuid), reason="left", by=None)
    for path in addresses(award):
        assert holder.get(path).status_code == 200


def test_she_chooses_how_her_name_is_shown(holder: Client, award: Award) -> None:
    path = f"/certificates/{award.uuid}/name/"
    assert holder.get(path).status_code == 405
    reply = holder.post(path, {"name_shown": "full"}, follow=True)
    assert "Saved on the server" in reply.content.decode()
    assert "Zarmina Gul" in Client().get(f"/v/{award.code}/").content.decode()
    holder.post(path, {"name_shown": "initials"})
    assert "Zarmina" not in Client().get(f"/v/{award.code}/").content.decode()


def test_a_choice_that_is_none_changes_nothing(holder: Client, award: Award) -> None:
    reply = holder.post(f"/certificates/{award.uuid}/name/", {"name_shown": "photo"}, follow=True)
    assert "Saved" not in reply.content.decode()
    award.refresh_from_db()
    assert award.name_shown == "initials"


def test_a_revoked_certificate_says_so_and_prints_no_more(holder: Client, award: Award) -> None:
    revoke(award, reason="mistake", by=None)
    page = holder.get(addresses(award)[0]).content.decode()
    assert "no longer valid" in page
    assert "Download" not in page
    assert holder.get(addresses(award)[1]).status_code == 404
    assert "No longer valid" in holder.get("/certificates/").content.decode()


def test_without_typst_the_page_stands_and_says_so(
    holder: Client, award: Award, monkeypatch: pytest.MonkeyPatch
) -> None:
    typesetting._compiler.cache_clear()
    typesetting._rendered.cache_clear()
    monkeypatch.setitem(sys.modules, "typst", None)
    page, paper = (holder.get(path) for path in addresses(award))
    assert page.status_code == 200
    assert "cannot be made just now" in page.content.decode()
    assert paper.status_code == 503
    with pytest.raises(typesetting.PaperError, match="hunar\\[certificates\\]"):
        pdf(award)


def test_every_page_speaks_urdu(holder: Client, award: Award) -> None:
    for path in ("/certificates/", addresses(award)[0]):
        page = holder.get(path, HTTP_ACCEPT_LANGUAGE="ur").content.decode()
        assert 'dir="rtl"' in page
        assert "گرافک ڈیزائن" in page
        assert not re.search("[A-Za-z]{4,} [a-z]{3,} [a-z]{3,}", re.sub(r"<[^>]*>", " ", page.split("<main")[-1]))


def test_the_list_costs_few_queries(holder: Client, award: Award, django_assert_max_num_queries: Any) -> None:
    for _ in range(5):
        make_award(award.person)
    with django_assert_max_num_queries(8):
        holder.get("/certificates/")
