"""How long a storm lasts: a twentieth in the everyday suite, whole under ``make faults``."""

import os

SHARE = 20


def rounds(whole: int, *, least: int = 1) -> int:
    """Return ``whole`` when ``HUNAR_FAULTS`` is set, else a twentieth of it, never fewer than ``least``.

    ``make faults`` runs every test file that imports this.
    """
    return whole if os.environ.get("HUNAR_FAULTS") else max(least, whole // SHARE)
