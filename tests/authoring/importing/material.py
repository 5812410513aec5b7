"""Small material for tests: folders, pictures, Word files."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from PIL import Image

from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.fragments import body_fragment
from courses.authoring.importing.html.surroundings import Target
from courses.authoring.importing.html_to_blocks import nodes_to_blocks
from courses.authoring.importing.markdown.page import read_page
from courses.authoring.importing.outline import Block, Outline
from courses.authoring.importing.settle import settled
from courses.authoring.importing.site import read_folder

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MORE = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def picture(colour: str = "green", form: str = "PNG") -> bytes:
    """A picture of a few pixels."""
    out = BytesIO()
    Image.new("RGB", (12, 8), colour).save(out, form)
    return out.getvalue()


def folder(place: Path, files: Mapping[str, str | bytes]) -> Path:
    """These files below ``place``."""
    for path, content in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content.encode() if isinstance(content, str) else content)
    return place


def outline(place: Path, files: Mapping[str, str | bytes]) -> Outline:
    """The outline of these files."""
    return read_folder(folder(place, files))


def sentences(found: Outline) -> list[str]:
    """Its problems as people read them."""
    return [str(problem) for problem in found.problems]


class Around:
    """Surroundings in which every picture and page is there."""

    def __init__(self) -> None:
        self.problems: list[tuple[int, str]] = []

    def picture(self, address: str, line: int) -> str | None:
        return address or None

    def link(self, address: str, line: int) -> Target | None:
        if address.endswith(".md"):
            return Target(lesson=address)
        if address.endswith(".pdf"):
            return Target(file=address)
        return Target(web=address) if address.startswith("https://") else None

    def problem(self, line: int, sentence: str) -> None:
        self.problems.append((line, sentence))


def blocks_of(text: str, around: Around | None = None) -> list[Block]:
    """The blocks of a Markdown text."""
    around = around or Around()
    page = read_page("lesson.md", text, around.problem)
    return list(nodes_to_blocks(page.body.children, around))


def fragment(blocks: list[Block]) -> str:
    """What a trainee is sent of these blocks."""
    return body_fragment(settled(blocks, lambda _path, _kind: 7, lambda _source: None), CompileContext("en"))


def before_the_tap(blocks: list[Block]) -> str:
    """What a trainee sees of these blocks without touching anything."""
    html = fragment(blocks)
    while "<details>" in html:
        start, rest = html.split("<details>", 1)
        html = start + rest.split("</details>", 1)[1]
    return html


def word(body: str, *, parts: Mapping[str, str | bytes] | None = None, relations: str = "", styles: str = "") -> bytes:
    """A Word file with this body."""
    heads = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{rank}"><w:name w:val="heading {rank}"/></w:style>'
        for rank in (1, 2, 3)
    )
    title = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    kinds = "".join(f'<Default Extension="{name}" ContentType="image/{name}"/>' for name in ("png", "jpeg", "x-emf"))
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>',
        "_rels/.rels": f'<Relationships {RELATIONS}><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f"<Relationships {RELATIONS}>{relations}</Relationships>",
        "word/styles.xml": f"<w:styles {W}>{heads}{title}{styles}</w:styles>",
        "word/document.xml": f"<w:document {W} {MORE}><w:body>{body}</w:body></w:document>",
    } | dict(parts or {})
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def line(text: str, style: str = "", inside: str = "") -> str:
    """A paragraph of a Word file."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}{run(text) if text else ''}{inside}</w:p>"


def run(text: str) -> str:
    """A few words of a Word file."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def drawing(relation: str, words: str) -> str:
    """A picture in a Word file, with its description."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="{words}"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:in'
        f"line></w:drawing></w:r>"
    )


def relation(name: str, target: str, kind: str = "image", mode: str = "") -> str:
    """A relationship of a Word file."""
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}" {mode}/>'
