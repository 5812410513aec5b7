"""The demo's own secrets: made once, kept beside its data, readable by their owner alone."""

import base64
import os
import secrets
from pathlib import Path


def new_key() -> str:
    """A fresh 256-bit key, as ``HUNAR_KEYS`` wants it."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


def write_private(path: Path, lines: dict[str, str]) -> None:
    """Write ``NAME=value`` lines to a file only its owner may read; whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.writelines(f"{name}={value}\n" for name, value in lines.items())
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)


def demo_environment(path: Path, *, port: int) -> None:
    """Make the demo's environment file unless it is there; the port of this start wins over the file's."""
    if not path.exists():
        write_private(
            path,
            {
                "HUNAR_DEMO": "1",
                "DJANGO_SECRET_KEY": secrets.token_urlsafe(48),
                "HUNAR_KEYS": f"demo:{new_key()}",
                "ALLOWED_HOSTS": "127.0.0.1,localhost",
            },
        )
    os.environ.setdefault("HUNAR_PUBLIC_URL", f"http://127.0.0.1:{port}")
