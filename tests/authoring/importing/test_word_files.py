"""Word files: headings make modules and lessons; pictures, tables, lists come along; deletions and comments never."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from courses.authoring.importing.outline import Outline
from courses.authoring.importing.word.read import read_word
from tests.authoring.importing.material import W, drawing, fragment, line, picture, relation, run, sentences, word


def read(data: bytes) -> Outline:
    return read_word(data, "wood.docx")


def shape(found: Outline) -> list[tuple[str, list[str]]]:
    return [(module.title, [lesson.title for lesson in module.lessons]) for module in found.modules]


def test_two_ranks_of_headings_are_modules_and_lessons() -> None:
    body = (
        line("Woodwork", "Title")
        + line("Foreword")
        + line("Cutting", "Heading1")
        + line("Saws", "Heading2")
        + line("Words")
    )
    body += (
        line("Teeth", "Heading3")
        + line("Words")
        + line("Knives", "Heading2")
        + line("Words")
        + line("Gluing", "Heading1")
        + line("x")
    )
    found = read(word(body))
    assert found.title == "Woodwork"
    assert shape(found) == [("Woodwork", ["Woodwork"]), ("Cutting", ["Saws", "Knives"]), ("Gluing", ["Gluing"])]
    assert [block["type"] for block in found.modules[1].lessons[0].blocks] == ["paragraph", "heading", "paragraph"]


def test_one_rank_of_headings_is_lessons_of_one_module() -> None:
    assert shape(read(word(line("A", "Heading2") + line("x") + line("B", "Heading2") + line("y")))) == [
        ("Wood", ["A", "B"])
    ]


def test_a_style_of_ones_own_counts_by_its_rank() -> None:
    own = (
        '<w:style w:type="paragraph" w:styleId="Kapitel"><w:name w:val="Kapitel"/><w:basedOn '
        'w:val="Heading1"/></w:style>'
    )
    assert shape(read(word(line("A", "Kapitel") + line("x"), styles=own))) == [("Wood", ["A"])]


def test_without_headings_it_is_one_lesson_and_says_how_to_do_better() -> None:
    found = read(word(line("Words")))
    assert shape(found) == [("Wood", ["Wood"])]
    assert "no headings" in sentences(found)[0]


def test_deletions_comments_and_hidden_words_never_come_along_and_insertions_do() -> None:
    body = line(
        "Kept ",
        inside=f'<w:del w:id="1">{run("SECRET")}<w:r><w:delText>SECRET</w:delText></w:r></w:del><w:in'
        f's w:id="2">{run("added")}</w:ins>'
        f'<w:moveFrom w:id="3">{run("SECRET")}</w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>SECRET</w:t></w:r>'
        '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:commentRangeEnd w:id="0"/>',
    )
    body += (
        f"<w:tbl><w:tr><w:tc>{line('cell')}</w:tc></w:tr><w:tr><w:trPr><w:del w:id='9'/></w:trPr>"
        f"<w:tc>{line('SECRET')}</w:tc></w:tr>"
    )
    body += (
        f"<w:tr><w:tc>{line('other')}</w:tc><w:tc><w:tcPr><w:cellDel w:id='8'/></w:tcPr>"
        f"{line('SECRET')}</w:tc></w:tr></w:tbl>"
    )
    comments = f'<w:comments {W}><w:comment w:id="0" w:author="x">{line("SECRET")}</w:comment></w:comments>'
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="4"><w:p><w:del w:id="5">{run("SECRET")}</w:del>'
        f"{run('A note')}</w:p></w:footnote></w:footnotes>"
    )
    body += line("See", inside='<w:r><w:footnoteReference w:id="4"/></w:r>')
    found = read(
        word(
            body,
            parts={
                "word/comments.xml": comments,
                "word/footnotes.xml": notes,
                # A file may carry a wish of its own how it is to be converted.
                "mammoth/style-map": "comment-reference => sup",
            },
            relations=relation("r8", "comments.xml", "comments") + relation("r9", "footnotes.xml", "footnotes"),
        )
    )
    assert "SECRET" not in str(found)
    assert "Kept added" in str(found.modules)
    assert "A note" in str(found.modules)
    assert any("comments" in problem for problem in sentences(found))


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    ended = f"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{run('One ')}</w:p>"
    assert "One two" in fragment(list(read(word(ended + line("two"))).modules[0].lessons[0].blocks))


def test_pictures_tables_lists_and_links() -> None:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt '
        f'w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' + run("saw") + "</w:p>"
    link = f'<w:hyperlink r:id="r3">{run("more")}</w:hyperlink><w:hyperlink r:id="r4">{run("less")}</w:hyperlink>'
    body = line("", inside=drawing("r1", "A green board")) + item + line("", inside=link)
    body += (
        f"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{line('Wood')}</w:tc></w:tr><w:tr>"
        f"<w:tc>{line('oak')}</w:tc></w:tr></w:tbl>"
    )
    found = read(
        word(
            body,
            parts={"word/media/image1.png": picture(), "word/numbering.xml": numbering},
            relations=relation("r1", "media/image1.png")
            + relation("r2", "numbering.xml", "numbering")
            + relation("r3", "https://e.org/", "hyperlink", 'TargetMode="External"')
            + relation("r4", "javascript:x()", "hyperlink", 'TargetMode="External"'),
        )
    )
    image, words, table = found.modules[0].lessons[0].blocks
    assert image["value"]["alt"] == "A green board"
    assert found.files[image["value"]["image"]["file"]] == picture()
    assert words["value"] == '<ul><li>saw</li></ul><p><a href="https://e.org/">more</a>less</p>'
    assert table["value"]["columns"][0]["heading"] == "Wood"


def test_what_cannot_come_along_is_told() -> None:
    formula = "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"
    smart = '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"/>'
    smart += "</a:graphic></wp:inline></w:drawing></w:r>"
    body = line(
        "Words", inside=formula + smart + drawing("r1", "Far") + drawing("r2", "Old") + "<w:r><w:object/></w:r>"
    )
    found = read(
        word(
            body,
            parts={"word/media/image2.x-emf": b"emf"},
            relations=relation("r1", "https://e.org/a.png", mode='TargetMode="External"')
            + relation("r2", "media/image2.x-emf"),
        )
    )
    told = " ".join(sentences(found))
    assert all(part in told for part in ("x=2", "SmartArt", "another site", "only Word shows", "another program"))
    assert "x=2" in str(found.modules)


def bomb() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<w>" + b" " * 50_000_000 + b"</w>")
    return out.getvalue()


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'
DTD = f"{ENTITIES}<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
BROKEN = {
    "empty": b"",
    "no zip": b"words",
    "old or locked": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "another zip": word("", parts={"word/document.xml": "<x/>"})[:-30],
    "bomb": bomb(),
    "entities": word("", parts={"word/document.xml": DTD}),
    "nested": word("<w:sdt><w:sdtContent>" * 400 + "</w:sdtContent></w:sdt>" * 400),
    "nothing in it": word(""),
    "not of Word": word("", parts={"word/document.xml": "<html/>"}),
    "cut": word(line("Words"))[:-200],
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_what_is_no_word_file_is_stopped_with_a_sentence(data: bytes) -> None:
    found = read(data)
    assert found.stopped
    assert found.modules == ()


def test_places_outside_of_the_file_are_not_read(tmp_path: object) -> None:
    rel = relation("r1", "file:///etc/hostname") + relation("r2", "../../../../etc/hostname")
    found = read(word(line("Words", inside=drawing("r1", "A b") + drawing("r2", "A b")), relations=rel))
    assert found.files == {}
