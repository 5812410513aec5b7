"""A question is refused with a reason before it is stored."""

from typing import Any

import pytest

from assessments.types import BodyError, read_body


def body(correct: str = "a", **changes: Any) -> dict[str, Any]:
    options = [{"id": letter, "text": {"en": f"Option {letter}"}, "correct": letter in correct} for letter in "abc"]
    return {"prompt": {"en": "Which one?"}, "options": options} | changes


def test_a_good_body_is_read() -> None:
    parsed = read_body("multiple", body("ac", scoring="partial", weight=2, feedback={"en": "Both."}))
    assert (parsed.correct, parsed.weight, parsed.scoring, parsed.languages) == (("a", "c"), 2, "partial", {"en"})


@pytest.mark.parametrize(
    ("kind", "bad", "words"),
    [
        ("single", body("ab"), "exactly one"),
        ("single", body(""), "exactly one"),
        ("single", body("a", scoring="partial"), "partial credit"),
        ("multiple", body(""), "at least one"),
        ("essay", body(), "no question type"),
        ("single", body(prompt={}), "prompt"),
        ("single", body(prompt={"en": "  "}), "prompt"),
        ("single", body(prompt={"en": "Which?", "ur": "کون سا؟"}), "each language"),
        ("single", body(options=body()["options"][:1]), "options"),
        ("single", body(options=[*body()["options"], body()["options"][0]]), "same letter"),
        ("single", body(options=[{"id": "right-one", "text": {"en": "x"}, "correct": True}] * 2), "options"),
        ("single", body(weight=0), "weight"),
        ("single", body(weight=float("nan")), "weight"),
        ("single", body(weight=101), "weight"),
        ("single", body(feedback={"ur": "نہیں"}), "language"),
        ("single", body(hint="x"), "hint"),
        ("single", body(prompt={"en": "x" * 4001}), "prompt"),
        ("single", body(format=2), "format"),
    ],
)
def test_a_bad_body_is_refused_in_words(kind: str, bad: dict[str, Any], words: str) -> None:
    with pytest.raises(BodyError, match=words):
        read_body(kind, bad)


def test_a_body_has_a_largest_size() -> None:
    options = [{"id": letter, "text": {"en": "و" * 4000}, "correct": letter == "a"} for letter in "abcdefgh"]
    with pytest.raises(BodyError, match="too long"):
        read_body("single", {"prompt": {"en": "Which?"}, "options": options})
