"""The few things a real site must be told, checked before anything is written."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class WrongAnswer(ValueError):
    """An answer that cannot stand; the message says why and what would do."""


@dataclass(frozen=True)
class Answers:
    """What a site is told at its start."""

    programme: str
    public_url: str
    username: str
    time_zone: str
    data: Path
    database_url: str

    def check(self) -> None:
        """Raise ``WrongAnswer`` for the first thing that cannot stand."""
        address = urlsplit(self.public_url)
        if address.scheme not in {"http", "https"} or not address.hostname or address.path.strip("/"):
            raise WrongAnswer(
                f"{self.public_url} is no public address. Write it with https and without a path: https://learn.example.org"
            )
        if not self.programme.strip():
            raise WrongAnswer("The programme needs a name, for example: Youth Employment Programme")
        try:
            ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise WrongAnswer(f"{self.time_zone} is no time zone. Write it like Asia/Karachi.") from error
        if not self.data.is_absolute():
            raise WrongAnswer(f"{self.data} must be a whole path, beginning with /")


def environment_lines(answers: Answers, known: dict[str, str], *, secret_key: str, key: str) -> dict[str, str]:
    """The lines of ``.env``: what was answered, with the keys of an earlier start kept for ever."""
    host = urlsplit(answers.public_url).hostname or ""
    return known | {
        "HUNAR_FIRST_PROGRAMME": answers.programme,
        "HUNAR_FIRST_USERNAME": answers.username,
        "HUNAR_PUBLIC_URL": answers.public_url.rstrip("/"),
        "ALLOWED_HOSTS": host,
        "HUNAR_TIME_ZONE": answers.time_zone,
        "HUNAR_DATA": str(answers.data),
        "DATABASE_URL": answers.database_url,
        "DJANGO_SECRET_KEY": known.get("DJANGO_SECRET_KEY", secret_key),
        "HUNAR_KEYS": known.get("HUNAR_KEYS", f"k1:{key}"),
    }


def read_lines(path: Path) -> dict[str, str]:
    """``NAME=value`` lines of an environment file, empty when there is none."""
    if not path.is_file():
        return {}
    pairs = (line.partition("=") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {name: value for name, separator, value in pairs if separator}
