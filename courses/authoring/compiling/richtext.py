"""Rich text from the editor into the few tags of a fragment, the same bytes for the same words."""

from collections.abc import Callable
from html import escape
from unicodedata import normalize
from urllib.parse import urlsplit

from courses.authoring.compiling.html_tokens import Token, tokens

KEPT = {"b": "b", "strong": "b", "i": "i", "em": "i", "p": "p", "ul": "ul", "ol": "ol", "li": "li", "code": "code"}
KEPT |= {"h2": "h3", "h3": "h3", "h4": "h4", "sub": "sub", "sup": "sup", "blockquote": "blockquote"}
SILENT = frozenset({"script", "style", "template", "iframe", "object", "embed", "svg", "math", "textarea", "title"})
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
BLOCKS = frozenset({"p", "ul", "ol", "li", "h3", "h4", "blockquote"})


def clean(html: str, link: Callable[[int], str | None]) -> str:
    """Only known tags, balanced, in NFC; links to pages become relative or lose their link."""
    cleaner = _Cleaner(link)
    for token in tokens(normalize("NFC", html).replace("\r\n", "\n").replace("\r", "\n")):
        cleaner.take(token)
    return cleaner.result()


class _Cleaner:
    """Writes what it keeps; remembers what is open."""

    def __init__(self, link: Callable[[int], str | None]) -> None:
        self.link = link
        self.out: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.silent = 0

    def take(self, token: Token) -> None:
        """One piece of the text, in order."""
        if not token.tag:
            self.write(token.text)
        elif token.closing:
            self.close(token.tag)
        elif not token.alone:
            self.start(token.tag, token.attributes)
        elif token.tag == "br" and not self.silent:
            self.out.append("<br>")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens: kept, dropped, or silent with all that stands in it."""
        if tag in SILENT:
            self.silent += 1
        elif self.silent:
            return
        elif tag == "br":
            self.out.append("<br>")
        elif tag == "a":
            address = self.address(attributes)
            self.begin("a", "a" if address else "", f' href="{escape(address)}"' if address else "")
        elif tag in KEPT:
            self.begin(tag, KEPT[tag])

    def begin(self, tag: str, written: str, attributes: str = "") -> None:
        """Open a tag; an empty ``written`` only keeps the place of one that is dropped."""
        self.open.append((tag, written))
        if written:
            self.out.append(f"<{written}{attributes}>")

    def close(self, tag: str) -> None:
        """A tag ends, and all that was opened in it and never closed."""
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif not self.silent and any(opened == tag for opened, _ in self.open):
            while self.end() != tag:
                pass

    def end(self) -> str:
        """Close the innermost tag and name it."""
        tag, written = self.open.pop()
        if written:
            self.out.append(f"</{written}>" + ("\n" if written in BLOCKS else ""))
        return tag

    def write(self, data: str) -> None:
        """Words."""
        if not self.silent:
            self.out.append(escape(data, quote=False))

    def address(self, attributes: dict[str, str]) -> str | None:
        """Where a link may lead: another activity of this course, or out by a plain scheme."""
        if attributes.get("linktype") == "page":
            number = attributes.get("id", "")
            return self.link(int(number)) if number.isdecimal() and len(number) < 19 else None
        href = attributes.get("href", "").strip()
        try:
            scheme = urlsplit(href).scheme.lower()
        except ValueError:
            return None
        return href if scheme in SCHEMES else None

    def result(self) -> str:
        """All that was kept, every tag closed."""
        while self.open:
            self.end()
        return "".join(self.out).strip("\n")
