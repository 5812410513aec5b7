"""Every quiz can be drawn, answered and marked from its bank."""

from typing import Any


def test_a_bank_holds_at_least_ten_and_both_kinds(bank: list[dict[str, Any]], course: dict[str, Any]) -> None:
    quiz = next(each for module in course["modules"] for each in module["activities"] if each["kind"] == "quiz")
    assert len(bank) >= max(10, quiz["quiz"]["draw"])
    assert {question["kind"] for question in bank} == {"single", "multiple"}


def test_slugs_and_option_ids_are_unique(bank: list[dict[str, Any]]) -> None:
    slugs = [question["slug"] for question in bank]
    assert len(slugs) == len(set(slugs))
    for question in bank:
        ids = [option["id"] for option in question["options"]]
        assert len(ids) == len(set(ids)) >= 3, question["slug"]


def test_a_single_choice_has_one_right_answer_and_a_multiple_choice_some_of_each(bank: list[dict[str, Any]]) -> None:
    for question in bank:
        right = sum(option["correct"] for option in question["options"])
        if question["kind"] == "single":
            assert right == 1, question["slug"]
        else:
            assert 2 <= right < len(question["options"]), question["slug"]


def test_the_right_answer_of_single_choices_is_not_always_in_one_place(bank: list[dict[str, Any]]) -> None:
    places = [
        next(option["id"] for option in question["options"] if option["correct"])
        for question in bank
        if question["kind"] == "single"
    ]
    assert max(places.count(place) for place in set(places)) <= len(places) * 0.6


def test_words_and_feedback_are_in_each_language(bank: list[dict[str, Any]], course: dict[str, Any]) -> None:
    languages = set(course["languages"])
    for question in bank:
        texts = [question["prompt"], question["feedback"], *(option["text"] for option in question["options"])]
        for text in texts:
            assert set(text) == languages, question["slug"]
            assert all(words.strip() for words in text.values())
        assert question["tags"], question["slug"]
