"""Licences of what is taught: which are known, and which of them cannot stand together. Pure.

Source of the rules: the Creative Commons licence texts 4.0, sections 2 to 4 (share-alike, non-commercial, no
derivatives), and the compatibility chart that Creative Commons publishes beside them.
"""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

RESERVED = "reserved"
CHOICES = [
    ("cc0", _("CC0: nobody need be named")),
    ("cc-by", _("CC BY 4.0: name the author")),
    ("cc-by-sa", _("CC BY-SA 4.0: name the author, pass on alike")),
    ("cc-by-nc", _("CC BY-NC 4.0: name the author, no sale")),
    ("cc-by-nc-sa", _("CC BY-NC-SA 4.0: name the author, no sale, pass on alike")),
    ("cc-by-nd", _("CC BY-ND 4.0: name the author, change nothing")),
    ("cc-by-nc-nd", _("CC BY-NC-ND 4.0: name the author, no sale, change nothing")),
    ("mit", _("MIT: name the author")),
    (RESERVED, _("All rights reserved, used by permission")),
]
SHORT = {
    "cc0": "CC0",
    "cc-by": "CC BY 4.0",
    "cc-by-sa": "CC BY-SA 4.0",
    "cc-by-nc": "CC BY-NC 4.0",
    "cc-by-nc-sa": "CC BY-NC-SA 4.0",
    "cc-by-nd": "CC BY-ND 4.0",
    "cc-by-nc-nd": "CC BY-NC-ND 4.0",
    "mit": "MIT",
    RESERVED: "©",
}
# Which terms a course under a licence may take lessons of, without a permission of its own.
FREE = frozenset({"cc0", "cc-by", "mit"})
MAY_HOLD = {
    "cc0": frozenset({"cc0"}),
    "mit": frozenset({"cc0", "mit"}),
    "cc-by": FREE,
    "cc-by-sa": FREE | {"cc-by-sa"},
    "cc-by-nc": FREE | {"cc-by-nc"},
    "cc-by-nc-sa": FREE | {"cc-by-nc", "cc-by-nc-sa"},
    "cc-by-nd": FREE | {"cc-by-nd"},
    "cc-by-nc-nd": FREE | {"cc-by-nc", "cc-by-nd", "cc-by-nc-nd"},
    # A closed course may hold what is free to use, and what it has leave for; not what must be passed on alike.
    RESERVED: FREE | {RESERVED},
}
UNNAMED = frozenset({"cc0"})


def known(text: str) -> str:
    """The licence that a free text names (``CC-BY 4.0``, ``MIT License``), empty when none is recognised."""
    words = text.lower().replace("_", "-").replace(" ", "-").replace("creative-commons", "cc")
    words = words.replace("attribution", "by").replace("share-alike", "sa").replace("sharealike", "sa")
    words = words.replace("noncommercial", "nc").replace("non-commercial", "nc").replace("noderivatives", "nd")
    found = [code for code in SHORT if code != RESERVED and code in words]
    return max(found, key=len, default="")


def conflict(course: str, lesson: str, *, attribution: str, changed: bool) -> str:
    """Why a lesson under ``lesson`` cannot stand in a course under ``course``; empty when it can.

    ``changed`` says that the lesson was translated or reworked here. An empty licence says nothing and conflicts with
    nothing.
    """
    if not lesson:
        return ""
    if lesson not in UNNAMED | {RESERVED} and not attribution.strip():
        return _t("Its licence asks for the author to be named. Write the name under “Author and source”.")
    if changed and lesson.endswith("-nd"):
        return _t("Its licence forbids changed versions, and a translation is one. Ask the author, or leave it out.")
    if course and lesson not in MAY_HOLD[course]:
        return _t("Its licence (%(lesson)s) does not allow it in a course under %(course)s.") % {
            "lesson": SHORT[lesson],
            "course": SHORT[course],
        }
    return ""
