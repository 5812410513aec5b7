"""What megabytes cost a trainee in rupees: pure."""

from dataclasses import dataclass
from decimal import ROUND_UP, Decimal

MEGABYTE = 1_000_000
CENT, RUPEE = Decimal("0.01"), Decimal(1)


@dataclass(frozen=True)
class Rates:
    """Rupees a megabyte: in a bundle, and out of it from the cheapest to the dearest tariff."""

    bundle: float
    low: float
    high: float


@dataclass(frozen=True)
class Price:
    """What a lecture costs, as a text each: bought in a bundle, and out of it."""

    bundle: str
    outside: str


def price(size: int, rates: Rates) -> Price:
    """The price of ``size`` bytes, never less than it costs: in hundredths under ten rupees, else in whole ones."""
    low, high = _rupees(size, rates.low), _rupees(size, rates.high)
    return Price(f"Rs {_rupees(size, rates.bundle)}", f"Rs {low}" if low == high else f"Rs {low}–{high}")


def _rupees(size: int, rate: float) -> Decimal:
    exact = Decimal(max(0, size)) / MEGABYTE * Decimal(str(rate))
    return exact.quantize(CENT if exact < 10 else RUPEE, rounding=ROUND_UP)
