"""What only a document's authors see is taken out before anything converts it: deletions, comments, hidden words."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.authoring.importing.word.names import A, M, w

Tell = Callable[[str], None]
# Deleted or moved away, comments and their places, and how things looked before a change.
GONE = "del moveFrom delText delInstrText commentReference commentRangeStart commentRangeEnd annotationRef rPrChange"
LOOKS = "pPrChange tblPrChange trPrChange tcPrChange sectPrChange tblGridChange numberingChange tblPrExChange"
UNSEEN = frozenset(map(w, f"{GONE} {LOOKS}".split()))
# In a paragraph's own properties a deletion means its end mark: the converter then joins it to the next one.
MARK = (w("rPr"), w("del"))
TOLD = {
    f"{{{A}}}graphicData#diagram": gettext_lazy(
        "A drawing of the kind SmartArt was left out. Save it as a picture and insert that."
    ),
    f"{{{A}}}graphicData#chart": gettext_lazy("A chart was left out. Copy it, and insert it as a picture."),
    f"{{{A}}}graphicData#ink": gettext_lazy("Handwriting was left out. Save it as a picture and insert that."),
    w("object"): gettext_lazy(
        "Something of another program is embedded; at most its picture was taken. Give it as a file."
    ),
}


def strip(root: Element, tell: Tell) -> None:
    """Take out of a part what readers of the finished document do not see; formulas become their letters."""
    for parent in list(root.iter()):
        for child in list(parent):
            if (child.tag in UNSEEN and (parent.tag, child.tag) != MARK) or _is_hidden(child):
                parent.remove(child)
            elif child.tag in (f"{{{M}}}oMath", f"{{{M}}}oMathPara"):
                _formula(parent, child, tell)
            else:
                _tell_of(child, tell)


def _is_hidden(element: Element) -> bool:
    """A run of hidden words, a row or cell marked as deleted."""
    if element.tag == w("r"):
        hidden = element.find(f"{w('rPr')}/{w('vanish')}")
        return hidden is not None and hidden.get(w("val"), "true") not in ("0", "false", "off")
    if element.tag == w("tr"):
        return element.find(f"{w('trPr')}/{w('del')}") is not None
    return element.tag == w("tc") and element.find(f"{w('tcPr')}/{w('cellDel')}") is not None


def _formula(parent: Element, formula: Element, tell: Tell) -> None:
    letters = "".join(text.text or "" for text in formula.iter(f"{{{M}}}t"))
    run = Element(w("r"))
    text = Element(w("t"))
    text.text = letters
    run.append(text)
    parent[list(parent).index(formula)] = run
    tell(_("A formula was reduced to its letters (%s). Replace it by a picture.") % letters[:40])


def _tell_of(element: Element, tell: Tell) -> None:
    if element.tag == f"{{{A}}}graphicData":
        kind = element.get("uri", "").rstrip("/").rpartition("/")[2]
        sentence = TOLD.get(f"{element.tag}#{kind}")
    else:
        sentence = TOLD.get(element.tag)
    if sentence:
        tell(str(sentence))
