"""Elements into blocks, one writer for each; an element without one gives its place to its content."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.authoring.importing.html import boxes
from courses.authoring.importing.html.basic import HEADING
from courses.authoring.importing.html.code import code
from courses.authoring.importing.html.inline import INLINE, InlineWriter
from courses.authoring.importing.html.lists import LISTS, listed
from courses.authoring.importing.html.media import embedded, is_remote, linked, paragraph, picture
from courses.authoring.importing.html.surroundings import Surroundings
from courses.authoring.importing.html.tables import table
from courses.authoring.importing.html.tree import Node
from courses.authoring.importing.outline import Block
from courses.authoring.importing.texts import names, one_line

HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}
EMBEDS = frozenset({"iframe", "video", "audio", "embed", "object", "applet", "frame"})
# Programs and looks: gone without their text. Only what a reader would miss is told.
GONE = frozenset(
    {"script", "style", "template", "noscript", "title", "meta", "link", "head", "base", "hr", "noembed", "xmp"}
)
TOLD = {
    "script": gettext_lazy("A program in the text was left out."),
    "svg": gettext_lazy("A drawing written into the text was left out. Save it as a file and show it as a picture."),
    "form": gettext_lazy("A form does nothing here; its words were kept."),
}
KNOWN = (
    INLINE
    | LISTS
    | GONE
    | EMBEDS
    | frozenset(HEADINGS)
    | names(
        "address article aside blockquote body button center dd details div dl dt fieldset figcaption figure font "
        "footer form header hgroup html img input legend li main math nav ol option p picture pre search section "
        "select source summary svg table tbody td tfoot th thead tr track ul x-box caption col colgroup area map "
        "canvas dialog marquee"
    )
)
DEFINED = 200


class Writer:
    """Writes the blocks of one file; markers of ``basic`` among them are settled by ``html_to_blocks``."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.inline = InlineWriter(around)

    def blocks(self, nodes: list[Node | str]) -> list[Block]:
        """The blocks of these nodes; words in a line that stand beside each other are one paragraph."""
        made: list[Block] = []
        run: list[Node | str] = []
        for node in nodes:
            if isinstance(node, str) or _is_inline(node):
                run.append(node)
            else:
                made += [*self.words(run), *self.block(node)]
                run = []
        return made + self.words(run)

    def words(self, run: list[Node | str]) -> list[Block]:
        """A paragraph and the files it names."""
        return [*paragraph(self.inline.write(run)), *self.gathered_files()] if run else []

    def gathered_files(self) -> list[Block]:
        """A block for every file that was linked to since this was last asked."""
        files, self.inline.files = self.inline.files, []
        return [
            {"type": "download", "value": {"document": {"file": path}, "label": one_line(label, DEFINED)}}
            for path, label in files
        ]

    def block(self, node: Node) -> list[Block]:
        """The blocks of one element."""
        if node.tag in TOLD:
            self.around.problem(node.line, str(TOLD[node.tag]))
        if node.tag in GONE or node.tag == "svg":
            return []
        if node.tag in EMBEDS:
            return embedded(node, self.around)
        if node.tag in HEADINGS:
            return self.heading(node)
        if node.tag in WRITERS:
            return WRITERS[node.tag](self, node)
        return self.other(node)

    def heading(self, node: Node) -> list[Block]:
        """A heading whose rank is settled when all are known; pictures in it stand behind it."""
        text = one_line(node.text())
        drawn = [picture(each, self.around) for each in node.everything() if each.tag == "img"]
        made = [{"type": HEADING, "value": {"rank": HEADINGS[node.tag], "text": text}}] if text else []
        return [*made, *(block for blocks in drawn for block in blocks)]

    def other(self, node: Node) -> list[Block]:
        """An element that only arranges; one that says by its class what it is; one that nobody knows."""
        word = boxes.of_class(node)
        if word and node.tag in ("div", "section", "aside", "blockquote"):
            node.attributes.setdefault("data-kind", word)
            return boxes.box(self, node)
        if node.tag == "blockquote":
            return self.quote(node)
        if node.tag == "a":
            return self.around_picture(node)
        if node.tag not in KNOWN:
            self.around.problem(
                node.line, _("<%s> is nothing that can be shown here; its words were kept.") % node.tag[:40]
            )
        return self.blocks(node.children)

    def quote(self, node: Node) -> list[Block]:
        """Quoted words; what is more than words stands without the mark of a quotation."""
        inner = self.blocks(node.children)
        if not all(block["type"] == "paragraph" and block["value"].startswith("<p>") for block in inner):
            return inner
        lines = "<br>".join(block["value"][3:-4] for block in inner)
        return [{"type": "paragraph", "value": f"<blockquote>{lines}</blockquote>"}] if lines else []

    def around_picture(self, node: Node) -> list[Block]:
        """A picture that is a link: the picture, then the link."""
        address = node.attributes.get("href", "").strip()
        words = one_line(node.text()) or next(
            (each.attributes.get("alt", "") for each in node.everything() if each.tag == "img"), ""
        )
        inner = self.blocks(node.children)
        has_link = any("<a " in str(block["value"]) for block in inner)
        return [*inner, *(linked(address, one_line(words)) if is_remote(address) and not has_link else [])]


def _is_inline(node: Node) -> bool:
    return all(each.tag in INLINE for each in node.everything())


def _figure(writer: Writer, node: Node) -> list[Block]:
    """One picture with its caption, or whatever stands there with the caption behind it."""
    pictures = [each for each in node.everything() if each.tag == "img"]
    captions = [each for each in node.everything() if each.tag == "figcaption"]
    others = any(each.tag in ("pre", "table", *EMBEDS) for each in node.everything())
    if len(pictures) == 1 and not others:
        return picture(pictures[0], writer.around, one_line(" ".join(each.text() for each in captions)))
    return writer.blocks(node.children)


def _definitions(writer: Writer, node: Node) -> list[Block]:
    """Each word with what it means."""
    made: list[Block] = []
    terms: list[str] = []
    for child in _entries(node):
        if child.tag == "dt":
            terms.append(one_line(child.text()))
            continue
        term, terms = " / ".join(filter(None, terms)), []
        inner = writer.blocks(child.children)
        first = inner[0]["value"] if inner and inner[0]["type"] == "paragraph" else ""
        if term and first and len(term) <= DEFINED:
            made += [{"type": "definition", "value": {"term": term, "meaning": first}}, *inner[1:]]
        else:
            made += [*boxes.bold(term), *inner]
    return made + [block for term in terms for block in boxes.bold(term)]


def _entries(node: Node) -> list[Node]:
    found: list[Node] = []
    for child in node.children:
        if isinstance(child, Node):
            found += [child] if child.tag in ("dt", "dd") else _entries(child)
        elif child.strip():
            found.append(Node("dd", {}, [child], node.line))
    return found


WRITERS: dict[str, Callable[[Writer, Node], list[Block]]] = {
    "img": lambda writer, node: picture(node, writer.around),
    "pre": lambda _writer, node: code(node),
    "table": table,
    "dl": _definitions,
    "figure": _figure,
    "details": boxes.details,
    "x-box": boxes.box,
    **dict.fromkeys(LISTS, listed),
}
