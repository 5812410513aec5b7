"""Settings of this room that cannot work together are refused with a stable name."""

from pathlib import Path
from typing import Any

import pytest

from media_pipeline import checks


def found(check: Any) -> list[str]:
    return [message.id for message in check()]


def test_everything_is_well_as_it_comes() -> None:
    assert found(checks.check_limits) == found(checks.check_looking) == []


@pytest.mark.parametrize(
    ("wrong", "check", "name"),
    [
        ({"STALL_SECONDS": 60, "WALL_SECONDS": 30}, checks.check_limits, "hunar_media.E002"),
        ({"PROBE_WALL_SECONDS": 10**6}, checks.check_looking, "hunar_media.E010"),
        ({"PROBE_CPU_SECONDS": 10**6}, checks.check_looking, "hunar_media.E010"),
        ({"PROBE_MEMORY_BYTES": 10**10}, checks.check_looking, "hunar_media.E010"),
        ({"MEMORY_BYTES": 600 * 10**6}, checks.check_looking, "hunar_media.E011"),
    ],
)
def test_limits_that_contradict_each_other(wrong: dict[str, int], check: Any, name: str, settings: Any) -> None:
    settings.HUNAR_MEDIA_PIPELINE = wrong
    assert found(check) == [name]


def test_a_program_that_does_not_start_confined(settings: Any, tmp_path: Path) -> None:
    broken = tmp_path / "ffmpeg"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o700)
    settings.HUNAR_MEDIA_PIPELINE = {"FFMPEG": str(broken)}
    assert "hunar_media.E012" in found(checks.check_sandbox)


def test_a_machine_without_a_sandbox_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "layers", lambda: ("limits",))
    assert found(checks.check_sandbox) == ["hunar_media.W013"]
    monkeypatch.setattr(checks, "layers", lambda: ("limits", "sockets"))
    assert found(checks.check_sandbox) == []
