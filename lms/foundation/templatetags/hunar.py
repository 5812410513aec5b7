"""Small parts that every room's trainee templates share: icons, megabytes, clock times."""

import math
from decimal import ROUND_UP, Decimal
from functools import cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from lms.foundation.asking import person_asking
from lms.foundation.conf import options
from lms.foundation.icons import ICONS, TURNING
from lms.foundation.offline.keep import keeping_of
from lms.foundation.offline.phone import owner_of

register = template.Library()


@register.simple_tag
@cache
def icon(name: str, extra: str = "") -> SafeString:
    """A place for the drawing ``name``, empty to a screen reader; ``extra`` adds classes. ``KeyError`` when unknown.

    Arrows get the class ``flip`` by themselves: they turn where the script runs from the right.
    """
    if name not in ICONS:
        raise KeyError(name)
    turning = ["flip"] if name in TURNING else []
    return format_html('<i class="{}"></i>', " ".join(dict.fromkeys(["i", f"i-{name}", *turning, *extra.split()])))


class Once(template.Node):
    """What stands between is the same on every page in one language, so a process draws it once.

    It sees no variable of the page: what belongs to one person cannot come to another.
    """

    def __init__(self, inside: template.NodeList) -> None:
        self.inside = inside
        self.drawn: dict[str, SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        """The text in the reader's language."""
        language = get_language() or ""
        if language not in self.drawn:
            self.drawn[language] = self.inside.render(context.new())
        return self.drawn[language]


@register.tag
def once(parser: Any, _token: Any) -> Once:
    """``{% once %}…{% endonce %}`` around words, addresses and drawings that depend on nothing but the language."""
    inside = parser.parse(("endonce",))
    parser.delete_first_token()
    return Once(inside)


@register.simple_tag
def sew(done: float, of: float) -> SafeString:
    """Progress as stitches, ``done`` of ``of``; nothing when there is nothing to sew. Say the number in words too."""
    whole = max(0, math.ceil(of))
    if not whole:
        return SafeString("")
    # The gap belongs to the stitch before it; the last one has none, so both ends are flush. Few stitches, narrow gaps.
    gap = min(0.22, 0.02 + whole / 250)
    part = f"{min(max(done, 0), of):.3f}".rstrip("0").rstrip(".")
    drawing = (
        '<svg class="sew" viewBox="0 0 {3} 1" preserveAspectRatio="none" stroke-dasharray="{2} {4}" aria-hidden="true">'
        '<path d="M0 .5h{0}"/><path d="M0 .5h{1}"/></svg>'
    )
    return format_html(drawing, whole, part, *(f"{value:.3g}" for value in (1 - gap, whole - gap, gap)))


@register.filter
def megabytes_text(size: int) -> str:
    """``size`` in bytes as MB, rounded up: one decimal, two under 0.1, three under 0.01. Never less than it costs."""
    exact = Decimal(max(0, size)) / 1_000_000
    step = next((step for limit, step in _STEPS if exact >= limit), _SMALLEST)
    return f"{exact.quantize(step, rounding=ROUND_UP)} MB"


_STEPS = ((Decimal("0.1"), Decimal("0.1")), (Decimal("0.01"), Decimal("0.01")))
_SMALLEST = Decimal("0.001")


@register.filter
def megabytes(size: int) -> SafeString:
    """``megabytes_text`` kept left-to-right, whatever the language around it."""
    return format_html('<bdi dir="ltr">{}</bdi>', megabytes_text(int(size)))


@register.filter
def clock(seconds: float) -> SafeString:
    """Seconds as minutes and seconds, or hours: ``4:10``, ``1:02:07``."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    return format_html('<bdi dir="ltr">{}</bdi>', text)


@register.simple_tag
def weight(size: int) -> SafeString:
    """What a tap costs, as a quiet tag."""
    return format_html('<span class="tag low">{}</span>', megabytes(size))


@register.simple_tag(takes_context=True)
def outbox(context: template.Context, when: str = "now") -> SafeString:
    """The script that keeps what she does until it is sent, once on a page; put it before scripts that use it.

    ``"later"`` hides it in a template until the page's own script reaches for it, ``"kept"`` leaves it out: so
    it stands at the end of a base template. Where something of a person may lie on the phone it is always there.
    """
    request = context.get("request")
    if request is None or getattr(request, "hunar_outbox_drawn", False):
        return SafeString("")
    keeping = keeping_of(request)
    stands = bool(keeping or owner_of(request))
    person = person_asking(request) if stands or when != "kept" else None
    if person is None:
        return SafeString("")
    request.hunar_outbox_drawn = True
    facts = {"person": person, "inbox": reverse("hunar_foundation:inbox"), "worker": reverse("hunar_foundation:worker")}
    facts |= {"leave": reverse(options["LEAVE"])} if options["LEAVE"] else {}
    facts |= {"keep": keeping.prefix} if keeping else {}
    told = format_html_join("", ' data-{}="{}"', facts.items())
    script = format_html('<script src="{}" defer{}></script>', static("hunar_foundation/outbox.js"), told)
    return script if stands or when == "now" else format_html("<template data-hunar-outbox>{}</template>", script)
