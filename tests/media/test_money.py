"""Rupees beside megabytes: never less than a trainee pays."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.checks import check_rates
from media_pipeline.money import Rates, price

RATES = Rates(bundle=0.10, low=2.25, high=5)


@pytest.mark.parametrize(
    ("size", "bundle", "outside"),
    [
        (1_200_000, "Rs 0.12", "Rs 2.70–6.00"),
        (100_000_000, "Rs 10", "Rs 225–500"),
        (30_000, "Rs 0.01", "Rs 0.07–0.15"),
        (0, "Rs 0.00", "Rs 0.00"),
    ],
)
def test_a_price_is_told_for_both_ways_to_pay(size: int, bundle: str, outside: str) -> None:
    told = price(size, RATES)
    assert (told.bundle, told.outside) == (bundle, outside)


@given(st.integers(0, 10**10), st.floats(0, 100))
def test_a_price_is_never_below_the_cost_and_never_a_rupee_above(size: int, rate: float) -> None:
    told = Decimal(price(size, Rates(rate, rate, rate)).bundle.removeprefix("Rs "))
    exact = Decimal(size) / 1_000_000 * Decimal(str(rate))
    assert exact <= told < exact + 1


@pytest.mark.parametrize(
    "given",
    [
        {"RUPEES_PER_MB_IN_BUNDLE": -0.1},
        {"RUPEES_PER_MB_LOW": "dear"},
        {"RUPEES_PER_MB_LOW": 6},
        {"RUPEES_PER_MB_HIGH": float("nan")},
    ],
)
def test_rates_that_make_no_sense_are_named_before_the_site_starts(settings: object, given: dict[str, object]) -> None:
    settings.HUNAR_MEDIA_PIPELINE = given  # type: ignore[attr-defined]
    assert [each.id for each in check_rates()] == ["hunar_media.E003"]


def test_the_rates_that_come_along_are_sound() -> None:
    assert check_rates() == []
