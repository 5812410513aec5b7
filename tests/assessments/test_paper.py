"""What goes into the edition: nothing sealed in the open half, and one paper per seed."""

import json

from assessments.paper import OpenQuiz, SealedQuiz, Settings, Source, new_paper, open_half, sealed_half
from assessments.types import read_body

CANARY = "kanarienvogel"


def source(number: int) -> Source:
    options = [
        {"id": letter, "text": {"en": f"Option {letter} of {number}"}, "correct": letter == "c"} for letter in "abcd"
    ]
    body = read_body(
        "multiple",
        {
            "prompt": {"en": f"Question {number}?"},
            "options": options,
            "weight": 97,
            "scoring": "partial",
            "feedback": {"en": CANARY},
        },
    )
    return Source(key=f"key-{number}", version=3, kind="multiple", salt="5a" * 16, body=body)


SOURCES = [source(number) for number in range(6)]


def test_the_open_half_tells_nothing_sealed() -> None:
    told = json.dumps(open_half(Settings(draw=3, pass_percent=60), SOURCES))
    assert not [
        word for word in (CANARY, "correct", "feedback", "weight", "97", "partial", "scoring", "5a5a") if word in told
    ]


def test_the_sealed_half_marks() -> None:
    sealed = SealedQuiz.model_validate(json.loads(json.dumps(sealed_half(SOURCES))))
    key = sealed.questions["key-1"].facts
    assert (key.kind, key.correct, key.weight, key.scoring) == ("multiple", {"c"}, 97, "partial")
    assert sealed.questions["key-1"].salt == "5a" * 16


def test_one_paper_per_seed() -> None:
    quiz = OpenQuiz.model_validate(open_half(Settings(draw=3, pass_percent=60), SOURCES))
    paper = new_paper(quiz, "seed")
    assert paper == new_paper(quiz, "seed") != new_paper(quiz, "another")
    assert len(paper) == 3
    assert all(sorted(asked["options"]) == list("abcd") and asked["version"] == 3 for asked in paper)


def test_unshuffled_papers_keep_the_authors_order() -> None:
    quiz = OpenQuiz.model_validate(open_half(Settings(draw=4, pass_percent=60, shuffle=False), SOURCES))
    paper = new_paper(quiz, "seed")
    assert [asked["question"] for asked in paper] == sorted(asked["question"] for asked in paper)
    assert all(asked["options"] == list("abcd") for asked in paper)
