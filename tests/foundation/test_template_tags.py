"""Icons, megabytes, clock times and stitches."""

import pytest
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from lms.foundation.icons import ICONS
from lms.foundation.templatetags.hunar import megabytes_text


def render(source: str, **values: object) -> str:
    return Template("{% load hunar %}" + source).render(Context(values))


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0.000 MB"),
        (1, "0.001 MB"),
        (9_999, "0.010 MB"),
        (10_000, "0.01 MB"),
        (99_999, "0.10 MB"),
        (100_000, "0.1 MB"),
        (1_200_000, "1.2 MB"),
        (1_200_001, "1.3 MB"),
        (123_456_789, "123.5 MB"),
    ],
)
def test_megabytes_are_rounded_up(size: int, text: str) -> None:
    assert megabytes_text(size) == text


@given(st.integers(0, 10**12))
def test_a_label_never_says_less_than_it_costs(size: int) -> None:
    assert round(float(megabytes_text(size).removesuffix(" MB")) * 1_000_000) >= size


def test_a_weight_is_a_quiet_tag_that_stays_left_to_right() -> None:
    assert render("{% weight 1200000 %}") == '<span class="tag low"><bdi dir="ltr">1.2 MB</bdi></span>'


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (250.9, "4:10"), (3727, "1:02:07")])
def test_clock(seconds: float, text: str) -> None:
    assert render("{{ seconds|clock }}", seconds=seconds) == f'<bdi dir="ltr">{text}</bdi>'


@pytest.mark.parametrize("name", sorted(ICONS))
def test_an_icon_is_an_empty_place_for_the_sheet_to_draw_in(name: str) -> None:
    drawn = render("{% icon name %}", name=name)
    assert drawn.startswith(f'<i class="i i-{name}')
    assert drawn.endswith('"></i>')


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError):
        render('{% icon "nothing" %}')


def test_arrows_turn_by_themselves() -> None:
    assert 'class="i i-next flip"' in render('{% icon "next" %}')
    assert 'class="i i-next flip tail"' in render('{% icon "next" "flip tail" %}')
    assert 'class="i i-check"' in render('{% icon "check" %}')


@pytest.mark.parametrize(
    ("done", "of", "drawn"), [(42, 48, "M0 .5h42"), (2.5, 48, "M0 .5h2.5"), (60, 48, "M0 .5h48"), (-1, 48, "M0 .5h0")]
)
def test_stitches_show_what_is_done(done: float, of: int, drawn: str) -> None:
    made = render("{% sew done of %}", done=done, of=of)
    assert 'viewBox="0 0 47.8 1"' in made
    assert 'stroke-dasharray="0.788 0.212"' in made
    assert f'"{drawn}"/></svg>' in made


def test_nothing_to_sew_is_nothing() -> None:
    assert render("{% sew 0 0 %}") == ""


def test_what_is_drawn_once_is_drawn_once_for_each_language() -> None:
    template = Template(
        "{% load i18n %}{% load hunar %}{% once %}{% get_current_language as language %}{{ language }}{% endonce %}"
    )
    seen = []
    for language in ("en", "ur", "en"):
        with translation.override(language):
            seen.append(template.render(Context()))
    assert seen == ["en", "ur", "en"]


def test_what_is_drawn_once_sees_nothing_of_the_page() -> None:
    template = Template("{% load hunar %}{% once %}Hello {{ person }}{{ request.path }}{% csrf_token %}{% endonce %}")
    for person in ("Zainab", "Bilal"):
        request = RequestFactory().get("/hers/")
        assert template.render(RequestContext(request, {"person": person, "csrf_token": "secret"})) == "Hello "
