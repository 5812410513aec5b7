"""The ready sign-ins of the demo; they open nothing but a demo on this very machine."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Account:
    """One ready sign-in and what it is for."""

    label: str
    username: str
    secret: str
    secret_word: str
    display_name: str
    legal_name: str
    gender: str = "f"


STAFF_PASSWORD = "hunar-demo-only"  # noqa: S105  (printed at every start, refused from anywhere but loopback)
TRAINEE_PIN = "246810"

TRAINEE = Account("Trainee", "rukhsana", TRAINEE_PIN, "PIN     ", "Rukhsana", "Rukhsana Bibi")
TRAINER = Account("Trainer", "sana", STAFF_PASSWORD, "password", "Sana", "Sana Gul")
PROGRAMME_ADMIN = Account("Programme admin", "nadia", STAFF_PASSWORD, "password", "Nadia", "Nadia Yousaf")
REVIEWER = Account("Reviewer", "saima", STAFF_PASSWORD, "password", "Saima", "Saima Khan")
OFFICER = Account("Certificate officer", "asif", STAFF_PASSWORD, "password", "Asif", "Asif Khan", "m")
ACCOUNTS = (TRAINEE, TRAINER, PROGRAMME_ADMIN, REVIEWER, OFFICER)
