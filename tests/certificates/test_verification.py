"""What a stranger learns from a code, and nothing else."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from certificates.api import Award, issue, revoke
from certificates.views.verify import network
from courses.running.api import create_session, take_roll
from lms.foundation.api import group_code, new_code
from lms.people.models import Centre, District, Organisation
from tests.factories.certificates import make_award, make_course, make_holder, make_passed

pytestmark = pytest.mark.django_db

JSON = {"HTTP_ACCEPT": "application/json"}


def address(award: Award) -> str:
    return f"/v/{award.code}/"


def test_a_valid_certificate_says_what_the_paper_says(client: Client) -> None:
    award = make_award()
    page = client.get(address(award)).content.decode()
    for words in ("This certificate is valid", "Z. G.", "Graphic design", "48", "Youth Employment Programme"):
        assert words in page
    assert group_code(award.code) in page
    assert "Zarmina" not in page


def test_the_same_in_urdu(client: Client) -> None:
    page = client.get(address(make_award()) + "?language=ur").content.decode()
    assert '<html lang="ur" dir="rtl">' in page
    for words in ("یہ سرٹیفکیٹ درست ہے", "گرافک ڈیزائن", "نوجوانوں کے روزگار کا پروگرام"):
        assert words in page


def test_the_full_name_only_when_the_holder_chose_so(client: Client) -> None:
    award = make_award()
    award.name_shown = "full"
    award.save()
    assert "Zarmina Gul" in client.get(address(award)).content.decode()


def test_a_revoked_certificate_stays_at_its_address_and_tells_less(client: Client) -> None:
    award = revoke(make_award(), reason="mistake", by=None)
    page = client.get(address(award)).content.decode()
    assert "no longer valid" in page
    assert "issued by mistake" in page
    for words in ("Z. G.", "Graphic design", "This certificate is valid"):
        assert words not in page


def test_a_private_reason_stays_inside(client: Client) -> None:
    award = revoke(make_award(), reason="not_earned", by=None)
    page = client.get(address(award)).content.decode() + str(client.get(address(award), **JSON).json())
    assert "no longer valid" in page
    assert not re.search("reason|not_earned|own", page, re.IGNORECASE)


def test_a_specimen_never_reads_as_valid(client: Client) -> None:
    award = make_award(specimen=True)
    page = client.get(address(award)).content.decode()
    assert "Specimen" in page
    assert "This certificate is valid" not in page
    assert client.get(address(award), **JSON).json()["status"] == "specimen"


def test_json_at_the_same_address_states_the_same_facts(client: Client) -> None:
    award = make_award()
    facts = client.get(address(award), **JSON).json()
    assert facts.pop("checked_at")
    assert facts == {
        "format": 1,
        "status": "valid",
        "code": group_code(award.code),
        "holder": "Z. G.",
        "name_shown": "initials",
        "course": {"en": "Graphic design", "ur": "گرافک ڈیزائن"},
        "hours": "48",
        "programme": "Youth Employment Programme",
        "issuer": "Youth Employment Programme",
        "issued": f"{award.issued_on:%Y-%m}",
    }


def test_codes_are_read_as_people_write_them(client: Client) -> None:
    award = make_award()
    for typed in (award.code.lower(), group_code(award.code), award.code.replace("0", "O").replace("1", "i")):
        assert "This certificate is valid" in client.get(f"/v/{typed}/").content.decode()


def test_a_typed_code_leads_to_its_address(client: Client) -> None:
    award = make_award()
    reply = client.post("/v/", {"code": f"  {group_code(award.code).lower()} "}, follow=True)
    assert reply.redirect_chain[0][0].startswith(address(award))
    assert "This certificate is valid" in reply.content.decode()


def test_an_empty_form_says_what_to_do(client: Client) -> None:
    assert "Nothing was typed yet" in client.post("/v/", {"code": " - "}).content.decode()


def test_unknown_and_impossible_codes_get_one_and_the_same_answer(client: Client) -> None:
    make_award()
    replies = [
        client.get(f"/v/{guess}/")
        for guess in (new_code(27), new_code(27), "A" * 27, "0", "z" * 500, "é¬", "7K4MQ-2XD9T", "%00")
    ]
    assert {reply.status_code for reply in replies} == {404}
    assert len({reply.content for reply in replies}) == 1
    assert len({tuple(sorted(reply.headers.items())) for reply in replies}) == 1
    assert {json.dumps(client.get(f"/v/{guess}/", **JSON).json()) for guess in (new_code(27), "0")} == {
        '{"format": 1, "status": "unknown"}'
    }


def test_unknown_codes_cost_as_many_queries_as_impossible_ones(client: Client) -> None:
    client.get("/v/0/")
    counts = set()
    for guess in (new_code(27), "0", "z" * 500):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/v/{guess}/")
        counts.add(len(queries))
    assert len(counts) == 1


@override_settings(HUNAR_CERTIFICATES={"CHECKS_PER_MINUTE": 5})
def test_whoever_guesses_has_to_wait_and_a_right_code_is_no_exception(client: Client) -> None:
    award = make_award()
    for _ in range(5):
        assert client.get(f"/v/{new_code(27)}/").status_code == 404
    wrong, right = client.get(f"/v/{new_code(27)}/"), client.get(address(award))
    assert wrong.status_code == right.status_code == 429
    assert wrong.content == right.content
    assert b"Wait one minute" in right.content
    assert right["Retry-After"] == "60"
    elsewhere = client.get(address(award), REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 200


def test_neighbours_in_one_ipv6_network_are_counted_together() -> None:
    first, second, other = (
        network(RequestFactory().get("/v/", REMOTE_ADDR=source))
        for source in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    )
    assert first == second != other


def test_only_a_server_on_this_machine_is_believed_about_addresses() -> None:
    def counted(source: str, named: str) -> str:
        return network(RequestFactory().get("/v/", REMOTE_ADDR=source, HTTP_X_FORWARDED_FOR=named))

    assert counted("127.0.0.1", "198.51.100.7, 203.0.113.9") == "203.0.113.9"
    assert counted("", "203.0.113.9") == "203.0.113.9"
    assert counted("198.51.100.7", "203.0.113.9") == "198.51.100.7"
    assert counted("127.0.0.1", "nonsense") == "127.0.0.1"


def test_nobody_keeps_or_finds_the_page(client: Client) -> None:
    award = make_award()
    for path in (address(award), "/v/", f"/v/{new_code(27)}/"):
        reply = client.get(path)
        assert "noindex" in reply["X-Robots-Tag"]
        assert "no-store" in reply["Cache-Control"]
        assert reply["Referrer-Policy"] == "no-referrer"
        assert not reply.cookies
        assert "noindex" in reply.content.decode()


def test_the_page_asks_nothing_of_third_parties_and_needs_no_script(client: Client) -> None:
    for path in (address(make_award()), "/v/", "/v/0/"):
        page = client.get(path).content.decode()
        assert "<script" not in page
        assert not re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", page)


def test_the_page_and_its_style_fit_in_ten_thousand_bytes(client: Client) -> None:
    for path in (address(make_award(specimen=True)), address(make_award()) + "?language=ur", "/v/0/?language=ur"):
        page = client.get(path).content
        styles = re.findall(r'rel="stylesheet" href="/static/([^"]+)"', page.decode())
        sheets = [Path(finders.find(sheet)).read_bytes() for sheet in styles]
        assert styles
        assert sum(len(gzip.compress(part)) for part in (page, *sheets)) <= 10_000


def test_who_is_signed_in_changes_no_byte(client: Client) -> None:
    award = make_award()
    stranger = client.get(f"/v/{new_code(27)}/").content
    client.force_login(award.person.user)
    assert client.get(f"/v/{new_code(27)}/").content == stranger


CANARIES = {
    "display": "Canary-display",
    "guardian": "Canary-guardian",
    "centre": "Canary-centre",
    "centre_ur": "کناری مرکز",
    "district": "Canary-district",
    "batch": "Canary-batch",
    "username": "canaryuser",
    "minutes": "1357",
    "legal": "Canarylegal",
    "urdu": "کناریہ",
}


def canary_award() -> Award:
    """An award whose every neighbour carries a word that must not come out."""
    district = District.objects.create(
        code="C1", name_en=CANARIES["district"], name_ur="ضلع", province="KP", valid_from=timezone.localdate()
    )
    centre = Centre.objects.create(
        organisation=Organisation.objects.create(name="Canary-organisation"),
        district=district,
        name=CANARIES["centre"],
        name_ur=CANARIES["centre_ur"],
    )
    person = make_holder(
        username=CANARIES["username"],
        display_name=CANARIES["display"],
        legal_name=f"{CANARIES['legal']} Bibi",
        urdu_name=f"{CANARIES['urdu']} بی بی",
        gender="f",
        guardian=make_holder(display_name=CANARIES["guardian"]),
    )
    cohort = make_course()
    cohort.name, cohort.centre, cohort.women_only = CANARIES["batch"], centre, True
    cohort.save()
    enrolment = make_passed(person, cohort)
    session = create_session(
        cohorts=[cohort], title="Canary-session", starts_at=timezone.now(), planned_minutes=1400, by=None
    )
    take_roll(session, {person.uuid: int(CANARIES["minutes"])}, by=None)
    return issue(enrolment, by=None)


def test_no_private_word_reaches_page_or_json(client: Client) -> None:
    award = canary_award()
    assert award.evidence["standing"]["minutes"] == int(CANARIES["minutes"]), "the canaries must be in the award"
    for state in ("valid", "revoked"):
        if state == "revoked":
            revoke(award, reason="holder_asked", by=None)
        for query, accept in (("", {}), ("?language=ur", {}), ("", JSON)):
            reply = client.get(address(award) + query, **accept)
            everything = reply.content.decode() + str(reply.headers)
            found = [word for word in (*CANARIES.values(), "anary") if word in everything]
            assert not found
            for private in (award.person.uuid, award.enrolment_uuid, award.uuid, award.evidence["cohort"]):
                assert str(private) not in everything
            shown = everything.split("<main")[-1].split("{'")[0]
            assert not re.search("gender|women|female|birth|score|minutes|cohort|batch", shown, re.IGNORECASE)
