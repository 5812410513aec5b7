"""Programmes to start from: each reads, is made once, is never overwritten, and says what is not held yet."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from courses.running.actions.programmes import change_programme
from courses.running.models import Programme
from courses.running.passing.sentences import rules_of
from courses.running.policy import read_policy
from courses.running.presets import presets
from tests.factories.running import make_cohort, make_enrolment, make_superuser
from tests.running.conftest import Signed
from tests.scenarios.programme_doors import untouched


def load(*names: str) -> str:
    out = StringIO()
    call_command("load_presets", *names, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("name", presets())
def test_every_preset_reads_the_same_after_it_was_stored(name: str) -> None:
    preset = presets()[name]
    assert read_policy(preset.policy_json()) == preset.policy
    assert preset.title_ur
    assert preset.source
    assert all(sentence.endswith(".") for sentence in rules_of(preset.policy))
    # No programme's papers are at hand, so nobody has confirmed what is asked for in class.
    assert not preset.policy.required_minutes_confirmed


@pytest.mark.django_db
def test_they_are_made_once_and_what_was_changed_stays() -> None:
    assert "youth-employment: made." in load("youth-employment")
    programme = Programme.objects.get()
    programme.name = "Ours"
    programme.policy = programme.policy | {"required_minutes": 2880}
    change_programme(programme, by=None)
    assert "left as it is" in load("youth-employment")
    assert len(load().splitlines()) == len(presets()) == Programme.objects.count()
    programme.refresh_from_db()
    assert (programme.name, programme.rules.required_minutes) == ("Ours", 2880)
    assert Programme.objects.filter(uuid=presets()["empower"].uuid).count() == 1


@pytest.mark.django_db
def test_a_name_that_is_none_makes_nothing() -> None:
    with pytest.raises(CommandError, match="no preset nonsense"):
        load("youth-employment", "nonsense")
    assert not Programme.objects.exists()


@pytest.mark.django_db
def test_the_administrator_starts_from_one_and_reads_what_is_not_held(signed: Signed) -> None:
    client = signed(make_superuser())
    listed = client.get(reverse("hunar_running_staff:programmes")).content.decode()
    address = reverse("hunar_running_staff:start_from_preset")
    assert address in listed
    page = client.post(address, {"preset": "online-outsourcing", "name": "Outsourcing 2027"}, follow=True)
    said = page.content.decode()
    programme = Programme.objects.get(name="Outsourcing 2027")
    assert "Module 2 opens at 1200 minutes in class." in said
    assert "not enforced yet" in said
    assert "A quality of 80 percent or more" in said
    assert "confirm me" in said
    assert "3 not enforced yet" in client.get(reverse("hunar_running_staff:programmes")).content.decode()
    # Saved again as it stands, nothing is lost.
    before = programme.rules
    client.post(reverse("hunar_running_staff:programme", args=[programme.uuid]), untouched(page.context["form"]))
    programme.refresh_from_db()
    assert programme.rules == before


@pytest.mark.django_db
def test_only_the_administrator_starts_from_one(signed: Signed) -> None:
    from tests.running.test_staff import admin_of

    client = signed(admin_of(make_cohort()))
    assert client.get(reverse("hunar_running_staff:start_from_preset")).status_code == 404
    assert "Start from a preset" not in client.get(reverse("hunar_running_staff:programmes")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("nonsense", "valid JSON"),
        ("[]", ""),
        ('{"rules": []}', "know no “rules”"),
        ('{"clauses": [{"kind": "sessions", "least": 0}]}', "clauses → 0"),
        ('{"stages": [{"module": 2}]}', "one of the two"),
    ],
)
def test_further_rules_that_cannot_be_read_are_refused_in_words(signed: Signed, typed: str, words: str) -> None:
    from tests.running.test_staff import admin_of, policy_of

    cohort = make_cohort()
    address = reverse("hunar_running_staff:programme", args=[cohort.programme.uuid])
    response = signed(admin_of(cohort)).post(address, policy_of(cohort, more=typed))
    if words:
        assert words in response.content.decode()
        assert Programme.objects.get().name != "Renamed"
    else:
        assert Programme.objects.get().rules.passing.clauses == ()


@pytest.mark.django_db
def test_explaining_a_door_names_what_is_not_enforced() -> None:
    load("online-outsourcing")
    programme = Programme.objects.get()
    enrolment = make_enrolment()
    enrolment.cohort.programme.policy = programme.policy
    enrolment.cohort.programme.save()
    out = StringIO()
    call_command("explain_access", str(enrolment.uuid), stdout=out)
    assert "Not enforced yet (quality): A quality of 80 percent" in out.getvalue()
    assert "Module 2 opens at 1200 minutes in class." in out.getvalue()
