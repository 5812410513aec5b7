"""JSON with exactly one spelling."""

import json
from typing import Any


def canonical_json(value: Any) -> bytes:
    """UTF-8, sorted keys, no spaces, one line feed at the end. ``ValueError`` for NaN and infinities."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode() + b"\n"
