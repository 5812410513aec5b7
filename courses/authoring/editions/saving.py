"""A fragment for readers who pay for every byte: each picture waits behind a link that says what it costs. Pure."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lms.foundation.templatetags.hunar import megabytes

# The compiler writes a picture in this one form and nothing else like it.
PICTURE = re.compile(r'<img src="(?P<src>files/(?P<sha256>[0-9a-f]{64})\.\w+)"[^>]*? alt="(?P<alt>[^"]*)"[^>]*>')


def pictures_on_tap(fragment: str, files: Iterable[dict[str, Any]]) -> SafeString:
    """The same words with a link in place of each picture; ``files`` are the manifest's entries of this fragment."""
    sizes = {file["sha256"]: file["bytes"] for file in files}

    def link(found: re.Match[str]) -> str:
        # Safe: it stands escaped in the fragment already.
        alt = mark_safe(found["alt"])  # noqa: S308
        told = format_html("{} {}", _("See the picture"), megabytes(sizes.get(found["sha256"], 0)))
        said = format_html("<p>{}</p>", alt) if alt else ""
        return format_html('{}<a class="btn alt" href="{}">{}</a>', said, found["src"], told)

    return mark_safe(PICTURE.sub(link, fragment))  # noqa: S308  (the compiler's own bytes, with links of ours)
