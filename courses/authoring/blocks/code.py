"""Lines of code."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.authoring.blocks.base import CompiledPreview

# What the compiler colours; anything else is shown plain.
LANGUAGES = [
    ("", _("Plain text")),
    ("html", "HTML"),
    ("css", "CSS"),
    ("javascript", "JavaScript"),
    ("php", "PHP"),
    ("python", "Python"),
    ("r", "R"),
    ("sql", "SQL"),
    ("shell", _("Command line")),
    ("json", "JSON"),
]


class CodeBlock(CompiledPreview, blocks.StructBlock):
    """A few lines of code, left to right in every language."""

    language = blocks.ChoiceBlock(choices=LANGUAGES, required=False, default="", label=_("language"))
    caption = blocks.CharBlock(required=False, label=_("what it is"))
    code = blocks.TextBlock(label=_("code"))

    class Meta:
        icon = "code"
        label = _("Code")
        description = _("Lines a trainee types or copies; they run left to right in every language.")
        preview_value = {"language": "css", "caption": "style.css", "code": "h1 { color: green; }"}
