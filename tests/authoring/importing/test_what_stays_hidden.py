"""Notes for trainers are never shown, answers only after a tap: in every spelling, nested, broken or half ended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.authoring.importing.material import before_the_tap, blocks_of, fragment

NOTES = {
    "sandpaper": ":::::: instructor\n\nSECRET\n\n::::::",
    "with more colons inside": "::: instructor\n\n::::: callout\nSECRET\n:::::\n\nSECRET\n:::",
    "a task inside": "::: instructor\n\n::: challenge\nSECRET\n::: solution\nSECRET\n:::\n:::\n:::",
    "in an answer": "::: challenge\nQ\n::: solution\nA\n::: instructor\nSECRET\n:::\n:::\n:::",
    "in a remark": "::: callout\nQ\n\n::: instructor\nSECRET\n:::\n:::",
    "never ended": "Words\n\n::: instructor\n\nSECRET\n\n# SECRET",
    "with code that never ends": "::: instructor\n\n```\nSECRET\n:::\n\nSECRET",
    "in a list": "- item\n\n  ::: instructor\n  SECRET\n  :::\n- item",
    "in a list, words to the left": "- item\n  ::: instructor\nSECRET\n\nSECRET\n  :::",
    "in a quotation": "> ::: instructor\n> SECRET\n> :::",
    "myst": "```{instructor} Note\nSECRET\n```",
    "myst with colons": ":::{instructor-note}\nSECRET\n:::",
    "pandoc": "::: {.instructor #x}\nSECRET\n:::",
    "mkdocs": '!!! instructor "For you"\n    SECRET\n\n    SECRET\n\nWords',
    "kramdown": "> ## Note\n> SECRET\n{: .instructor}",
    "html": '<div class="instructor">\n\nSECRET\n\n</div>',
    "html that ends too early": "::: instructor\n</div></details></x-box>\n\nSECRET\n:::",
    "component": "<Instructor>\n\nSECRET\n\n</Instructor>",
    "details": "<details>\n<summary>Instructor note</summary>\n\nSECRET\n</details>",
    "comment": "Words <!-- SECRET\n\nSECRET --> words",
    "comment of mdx": "{/* SECRET\n\nSECRET */}",
    "a table in it": "::: instructor\n\n| SECRET | b |\n|---|---|\n| SECRET | d |\n\n![SECRET](p.pn"
    "g)\n\n[SECRET](a.pdf)\n:::",
}
ANSWERS = {
    "sandpaper": "::: challenge\nQ\n\n::: solution\nSECRET\n:::\n:::",
    "behind the task": "::: challenge\nQ\n:::\n\n::: solution\n\nSECRET\n\n:::",
    "alone": "::: solution\nSECRET\n:::",
    "hint": "::: challenge\nQ\n\n::: hint\nSECRET\n:::\n:::",
    "two": "::: challenge\nQ\n::: solution\nSECRET\n:::\n\nQ\n::: solution\nSECRET\n:::\n:::",
    "in a remark": "::: callout\n## T\n\n::: solution\nSECRET\n:::\n:::",
    "kramdown": "> ## T\n> Q\n>\n> > ## Solution\n> > SECRET\n> >\n> > SECRET\n> {: .solution}\n{: .challenge}",
    "details": "<details>\n<summary>Show</summary>\n\nSECRET\n\n</details>",
    "details in a line": "<details><summary>Show</summary>SECRET</details>",
    "folded": '??? question "Why?"\n    SECRET',
    "never ended": "::: solution\n\nSECRET",
    "with a file": "::: solution\n\n[SECRET](SECRET.pdf)\n\n:::",
    "with a task in it": "::: solution\n::: challenge\nSECRET\n:::\n:::",
    "with steps": "::: solution\n\n1. SECRET\n\n   ![SECRET](a.png)\n\n:::",
    "hugo": '{{% expand title="T" %}}\n\n::: solution\nSECRET\n:::\n{{% /expand %}}',
    "component": "<Solution>\n\nSECRET\n\n</Solution>",
    "spoiler in a list": "1. Q\n\n   ::: spoiler\n\n   SECRET\n\n   :::\n2. Q",
    "exercise of myst": "```{exercise} T\n:label: a-b\nQ\n```\n\n```{solution} a-b\nSECRET\n```",
    "exercise from start to end": ":::{exercise-start} T\nQ\n:::\n\n"
    ":::{solution-start} a-b\n:class: dropdown\nSECRET\n:::",
    "note that folds": ":::{note} T\n:class: dropdown\nSECRET\n:::",
    "dropdown of myst": "```{dropdown} T\nSECRET\n```",
}


@pytest.mark.parametrize("text", NOTES.values(), ids=NOTES)
def test_a_note_for_trainers_is_in_nothing_that_trainees_are_sent(text: str) -> None:
    blocks = blocks_of(text)
    assert "SECRET" not in fragment(blocks)


@pytest.mark.parametrize("text", [text for name, text in NOTES.items() if "comment" not in name])
def test_and_it_is_not_lost(text: str) -> None:
    assert "SECRET" in str([block for block in blocks_of(text) if block["type"] == "trainer_note"])


@pytest.mark.parametrize("text", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_waits_for_its_tap(text: str) -> None:
    blocks = blocks_of(text)
    assert "SECRET" not in before_the_tap(blocks)
    assert "SECRET" in fragment(blocks)


PIECES = """::: callout
::: challenge
::: tab
::: {.column}
:::
>
- item
1. item
## Title
```
~~~
<div>
</div>
<table><tr><td>
</td>
<p>
<details>
!!! note
    words
[x](y.md)"""
around = st.lists(st.sampled_from([*PIECES.split("\n"), "| a |\n|---|"]), max_size=6)


@given(before=around, inside=around)
def test_whatever_stands_around_and_inside_a_note_that_is_ended(before: list[str], inside: list[str]) -> None:
    opened = [text for text in inside if text not in (":::", "```", "~~~") and not text.startswith((":::", "!!!"))]
    # Code that is open swallows colons in every reader of Markdown; it must be closed for a note to be one.
    above = [text for text in before if text not in ("```", "~~~")]
    text = "\n\n".join([*above, "", "::: instructor", "", "SECRET", *opened, "SECRET", "", ":::"])
    assert "SECRET" not in fragment(blocks_of(text))
