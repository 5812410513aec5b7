"""The compiler is pure: the same facts give the same bytes, a changed letter changes one fragment and the manifest."""

import json
from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from courses.authoring.compiling.compile import Unsalted, compile_facts
from courses.authoring.compiling.facts import ActivityFacts, CourseFacts, ModuleFacts
from courses.authoring.editions.manifest import UnknownFormat, read_manifest

SALT = "0123456789abcdef0123456789abcdef"
words = st.text(max_size=20)


def activity(number: int, **more: Any) -> ActivityFacts:
    values = {
        "key": UUID(int=number),
        "kind": "lesson",
        "minutes": 10,
        "required": True,
        "titles": {"en": f"Lesson {number}"},
        "fragments": {"en": f"<p>{number}</p>\n".encode()},
    } | more
    return ActivityFacts(**values)


def course(*activities: ActivityFacts) -> CourseFacts:
    module = ModuleFacts(UUID(int=900), {"en": "Module"}, activities)
    return CourseFacts(UUID(int=999), ("en",), {"en": "Design"}, (module,))


def test_the_hash_is_that_of_the_manifests_bytes() -> None:
    compiled = compile_facts(course(activity(1)))
    assert compiled.hash == sha256(compiled.manifest).hexdigest()
    assert compiled.manifest.endswith(b"}\n")


def test_the_manifest_names_every_fragment_with_its_exact_bytes() -> None:
    compiled = compile_facts(course(activity(1), activity(2)))
    manifest = json.loads(compiled.manifest)
    named = [a["fragments"]["en"] for a in manifest["modules"][0]["activities"]]
    assert {each["sha256"]: each["bytes"] for each in named} == {k: len(v) for k, v in compiled.fragments.items()}


@settings(deadline=None)
@given(st.integers(0, 4), words)
def test_one_changed_letter_changes_one_fragment_and_the_manifest(place: int, letter: str) -> None:
    before = [activity(number) for number in range(5)]
    after = list(before)
    after[place] = replace(before[place], fragments={"en": f"<p>{place}.{letter}</p>\n".encode()})
    one, two = compile_facts(course(*before)), compile_facts(course(*after))
    assert len(set(two.fragments) - set(one.fragments)) == 1
    assert len(set(one.fragments) - set(two.fragments)) == 1
    assert one.hash != two.hash
    assert one.sealed == two.sealed


@settings(deadline=None)
@given(st.dictionaries(words, words, max_size=4))
@example({"caf\u00e9": "one", "cafe\u0301": "two"})
def test_neither_the_order_of_keys_nor_the_form_of_letters_changes_the_bytes(extra: dict[str, str]) -> None:
    turned = dict(reversed(extra.items()))
    one = compile_facts(course(activity(1, extra=extra, titles={"en": "Caf\u00e9"})))
    two = compile_facts(course(activity(1, extra=turned, titles={"en": "Cafe\u0301"})))
    assert one == two


def test_the_sealed_part_is_named_but_no_word_of_it_is_open() -> None:
    sealed = {"questions": {"q1": {"salt": SALT, "correct": ["CANARY-KEY"]}}}
    compiled = compile_facts(course(activity(1, sealed=sealed)))
    assert b"CANARY-KEY" in compiled.sealed
    for content in [compiled.manifest, *compiled.fragments.values()]:
        assert b"CANARY" not in content
        assert SALT.encode() not in content


def test_the_name_of_a_sealed_part_tells_nothing_about_a_short_key() -> None:
    def named(salt: str, key: str) -> str:
        compiled = compile_facts(course(activity(1, sealed={"salt": salt, "correct": key})))
        return str(json.loads(compiled.manifest)["modules"][0]["activities"][0]["sealed"])

    assert named(SALT, "a") != named(SALT[::-1], "a")
    assert named(SALT, "a") != named(SALT, "b")


@pytest.mark.parametrize("sealed", [{"correct": "a"}, {"salt": "short"}, {"questions": [{"salt": 7}]}])
def test_a_sealed_part_without_a_salt_is_refused(sealed: dict[str, Any]) -> None:
    with pytest.raises(Unsalted):
        compile_facts(course(activity(1, sealed=sealed)))


def test_a_manifest_is_read_as_it_was_written() -> None:
    compiled = compile_facts(
        course(
            activity(1, titles={"en": "One", "ur": "ایک"}, fragments={"en": b"<p>1</p>\n", "ur": b"<p>2</p>\n"}),
            activity(2, kind="quiz", required=False, extra={"draw": 10}, sealed={"salt": SALT}),
        )
    )
    manifest = read_manifest(compiled.manifest, compiled.hash)
    first, second = manifest.activities
    assert (first.title("ur"), first.title("ps"), first.language_for("ps")) == ("ایک", "One", "en")
    assert first.fragment("ur") != first.fragment("en") == first.fragment("ps")
    assert (second.extra, second.required, second.lecture("en")) == ({"draw": 10}, False, None)
    assert manifest.activity(UUID(int=2)) is second
    assert manifest.module_of(UUID(int=2)) is manifest.modules[0]
    assert manifest.activity(UUID(int=3)) is None


def test_a_manifest_of_the_future_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnknownFormat, match="reads format 1"):
        read_manifest(b'{"format":2}', "0" * 64)
