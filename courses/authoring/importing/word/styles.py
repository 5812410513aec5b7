"""Which of a document's own styles are headings, quotations, captions and code."""

from xml.etree.ElementTree import Element

from courses.authoring.importing.word.names import w

DEEPEST = 12
RANKS = 6
FIXED = """
p[style-name='Title'] => x-title:fresh
p[style-name='Subtitle'] => p > em:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='caption'] => x-caption:fresh
p[style-name='Caption'] => x-caption:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Preformatted Text'] => pre:separator('\\n')
p[style-name='Source Code'] => pre:separator('\\n')
p[style-name='Code'] => pre:separator('\\n')
r[style-name='HTML Code'] => code
r[style-name='Verbatim Char'] => code
r[style-name='Emphasis'] => em
r[style-name='Intense Emphasis'] => em
comment-reference =>
"""


def style_map(styles: Element | None) -> str:
    """Mammoth's words for it; a style counts as the heading whose rank it has, or whose style it is based on."""
    found = {style.get(w("styleId"), ""): style for style in styles.iter(w("style"))} if styles is not None else {}
    lines = []
    for name, style in found.items():
        rank = _rank(name, found, 0)
        if rank and style.get(w("type")) == "paragraph" and name.isalnum():
            lines.append(f"p.{name} => h{rank}:fresh")
    return FIXED + "\n".join(lines)


def _rank(name: str, styles: dict[str, Element], depth: int) -> int:
    style = styles.get(name)
    if style is None or depth > DEEPEST:
        return 0
    said = style.find(w("name"))
    words = (said.get(w("val"), "") if said is not None else "").lower()
    if words.startswith("heading ") and words[8:].isascii() and words[8:].isdigit() and len(words) < 10:
        return min(RANKS, max(1, int(words[8:])))
    level = style.find(f"{w('pPr')}/{w('outlineLvl')}")
    value = level.get(w("val"), "") if level is not None else ""
    if value.isascii() and value.isdigit() and len(value) < 2:
        return int(value) + 1 if int(value) < RANKS else 0
    based = style.find(w("basedOn"))
    return _rank(based.get(w("val"), ""), styles, depth + 1) if based is not None else 0
