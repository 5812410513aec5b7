"""What the common generators of websites write comes along as what their authors meant."""

from typing import Any

import pytest

from tests.authoring.importing.material import Around, blocks_of, fragment

REMARKS = {
    "sandpaper": "::: caution\n## Hot\n\nWords\n:::",
    "docusaurus": ":::warning Hot\n\nWords\n\n:::",
    "docusaurus 3": ":::danger[Hot]\n\nWords\n\n:::",
    "mkdocs": '!!! warning "Hot"\n    Words',
    "myst": "```{warning} Hot\nWords\n```",
    "myst by class": ":::{admonition} Hot\n:class: warning\nWords\n:::",
    "quarto": '::: {.callout-warning title="Hot"}\nWords\n:::',
    "github": "> [!CAUTION] Hot\n> Words",
    "kramdown": "> ## Hot\n>\n> Words\n{: .warning}",
    "hugo": '{{% notice warning "Hot" %}}\nWords\n{{% /notice %}}',
    "mdx": '<Admonition type="warning" title="Hot">\n\nWords\n\n</Admonition>',
    "html": '<div class="admonition warning">\n\n## Hot\n\nWords\n\n</div>',
    "ended by its own name": ":::warning Hot\n\nWords\n\n:::warning\n",
}


@pytest.mark.parametrize("text", REMARKS.values(), ids=REMARKS)
def test_a_remark_keeps_its_kind_and_title(text: str) -> None:
    (callout,) = blocks_of(text)
    expected: dict[str, Any] = {"kind": "careful", "title": "Hot", "text": "<p>Words</p>", "more": []}
    assert callout == {"type": "callout", "value": expected}


def test_a_lesson_of_the_carpentries_begins_with_its_aims_and_ends_with_what_to_remember() -> None:
    text = "::: objectives\n- Cut\n:::\n\n::: questions\n- Why?\n:::\n\nWords\n\n::: keypoints\n- Cut\n:::"
    kinds = [
        (block["value"]["kind"], block["value"]["title"]) for block in blocks_of(text) if block["type"] == "callout"
    ]
    assert kinds == [("aim", ""), ("aim", "Questions"), ("recall", "")]


def test_two_questions_with_two_answers_are_two_tasks() -> None:
    text = "::: challenge\n## T\n\nOne?\n\n::: solution\nA\n:::\n\nTwo?\n\n::: solution\nB\n:::\n:::"
    one, two = blocks_of(text)
    assert one["value"]["task"] == "<p><b>T</b></p><p>One?</p>"
    assert two["value"]["task"] == "<p>Two?</p>"
    assert two["value"]["solution"] == [{"type": "paragraph", "value": "<p>B</p>"}]


def test_an_answer_that_stands_alone_is_chosen_by_its_title() -> None:
    (choice,) = blocks_of("::: solution\n### On a phone\n\nTap.\n:::")
    assert choice["value"]["task"] == "<p><b>On a phone</b></p>"


def test_code_keeps_every_letter_and_its_language() -> None:
    text = (
        '```js title="a.js"\nif (a < b) {  x  }\n```\n\n~~~\nls | sort\n~~~\n{: .lan'
        "guage-bash}\n\n```output\n  1  2\n```"
    )
    found = [block["value"] for block in blocks_of(text)]
    assert found == [
        {"language": "javascript", "caption": "a.js", "code": "if (a < b) {  x  }"},
        {"language": "shell", "caption": "", "code": "ls | sort"},
        {"language": "", "caption": "Output", "code": "  1  2"},
    ]


def test_marks_inside_code_are_code() -> None:
    inside = "::: instructor\n{{< youtube x >}}\n<!-- c -->\n!!! note\n<Tabs>\n{: .x}"
    (code,) = blocks_of(f"```\n{inside}\n```")
    assert code["value"]["code"] == inside
    (words,) = blocks_of("Type `{% raw %}` and `<!-- x -->` and `<Tabs/>`.")
    assert (
        words["value"]
        == "<p>Type <code>{% raw %}</code> and <code>&lt;!-- x --&gt;</code> and <code>&lt;Tabs/&gt;</code>.</p>"
    )


def test_chunks_are_code_unless_the_website_hides_them() -> None:
    around = Around()
    text = (
        "```{r plot, echo=TRUE}\nplot(1)\n```\n\n```{r, echo=FALSE}\nsecret\n```\n\n```{python"
        "}\n#| echo: false\nsecret\n```"
    )
    (code,) = blocks_of(text, around)
    assert (code["value"]["language"], code["value"]["code"]) == ("r", "plot(1)")
    assert [line for line, _sentence in around.problems] == [5, 9]


def test_a_picture_has_its_words_in_whichever_place_they_were_written() -> None:
    around = Around()
    text = (
        "![A saw](a.png)\n\n![The caption](b.png){alt='It's “sharp” and\nlong'}\n\n![](c.png)\n\n"
        '<figure><img src="d.png" alt="A vice"><figcaption>Figure 1</figcaption></figure>\n\n'
        '{% include figure.html url="e.png" caption="Figure 2" alt="A file" %}\n\n{{< figure '
        'src="f.png" alt="A rasp" >}}'
    )
    found = [(block["value"]["alt"], block["value"]["caption"]) for block in blocks_of(text, around)]
    assert found[0] == ("A saw", "")
    assert found[1][1] == "The caption"
    assert found[1][0].endswith("and long")
    assert found[2:] == [("", ""), ("A vice", "Figure 1"), ("A file", "Figure 2"), ("A rasp", "")]
    assert [line for line, _sentence in around.problems] == [6]


def test_tabs_stand_below_each_other_under_their_names() -> None:
    mdx = "<Tabs values={[\n  {label: 'On paper', value: 'p'}]}>\n<TabItem value=\"p\">\n\nFold.\n\n</TabItem>\n</Tabs>"
    mkdocs = '=== "On paper"\n\n    Fold.'
    sandpaper = "::: tab\n### On paper\n\nFold.\n:::"
    for text in (mdx, mkdocs, sandpaper):
        heading, words = blocks_of(text)
        assert (heading, words["value"]) == ({"type": "subheading", "value": "On paper"}, "<p>Fold.</p>")


def test_programs_of_a_website_go_and_their_words_stay() -> None:
    around = Around()
    text = (
        "import Cart from './cart'\n\n<Cart colour={{a: '>'}}>\n\nWords\n\n</Cart>\n\n<Chart "
        "data={x} />\n\n{{< weather >}}\n"
    )
    assert [block["value"] for block in blocks_of(text, around)] == ["<p>Words</p>"]
    assert sorted(line for line, _sentence in around.problems) == [1, 3, 9, 11]


def test_a_key_to_press_is_no_component() -> None:
    assert "&lt;Enter&gt;" in fragment(blocks_of("Press <Enter> or <name> now."))


def test_formulas_stay_as_they_were_typed() -> None:
    around = Around()
    first, second = (
        part
        for block in blocks_of("It is $a_1 * b_2 * c$.\n\n$$\nx^2\n$$", around)
        for part in block["value"].split("</p><p>")
    )
    assert first == "<p>It is $a_1 * b_2 * c$."
    assert "x^2" in second
    assert len(around.problems) == 1


def test_definitions_tables_notes_and_struck_words() -> None:
    around = Around()
    text = (
        "[kerf]{#kerf}\n:   the width of a cut\n\n| a | b |\n|---|---|\n| `x` | y |\n\nSee.[^1] "
        "~~Old~~\n\n[^1]: A note."
    )
    definition, table, words = blocks_of(text, around)
    assert definition["value"] == {"term": "kerf", "meaning": "<p>the width of a cut</p>"}
    assert table["value"]["rows"] == [{"values": ["<p><code>x</code></p>", "<p>y</p>"]}]
    assert words["value"] == "<p>See.<sup>[1]</sup> Old</p><ol><li>A note.</li></ol>"
    assert "Struck-through" in around.problems[0][1]


def test_headings_fall_into_two_ranks_whatever_they_began_with() -> None:
    kinds = [block["type"] for block in blocks_of("### One\n\n#### Two\n\n###### Three {#x}\n\n### Four")]
    assert kinds == ["heading", "subheading", "subheading", "heading"]


def test_a_link_to_a_lesson_a_file_and_the_web() -> None:
    words, file = blocks_of("[next](02.md) [sheet](a.pdf) <https://e.org> www.e.org [bad](javascript:x)")
    assert words["value"] == (
        '<p><a data-source="02.md">next</a> sheet <a href="https://e.org">https://e.org</a> www.e.org bad</p>'
    )
    assert file == {"type": "download", "value": {"document": {"file": "a.pdf"}, "label": "sheet"}}


def test_a_link_by_a_name_that_nothing_explains_keeps_its_words_and_is_told() -> None:
    around = Around()
    assert blocks_of("See [Setup][lesson-setup].", around)[0]["value"] == "<p>See Setup.</p>"
    assert len(around.problems) == 1


def test_words_of_any_script_come_along_in_one_form() -> None:
    (words,) = blocks_of("# کڑھائی\n\nسُوئی کو دھاگے میں ڈالیں۔ Cafe\u0301")
    assert words["value"] == "<p>سُوئی کو دھاگے میں ڈالیں۔ Café</p>"
