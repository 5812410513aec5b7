"""``manage.py transcode`` works without a site and touches no database."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.factories.media import Clips

pytestmark = pytest.mark.usefixtures("quick")


@pytest.mark.encodes
def test_it_prints_what_it_made(clips: Clips, tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "out"
    call_command("transcode", clips.path("slides.mp4"), out=out, json=True)
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == {"format", "class", "seconds", "renditions"}
    assert (printed["format"], printed["class"]) == (1, "slides")
    first = printed["renditions"][0]
    assert set(first) == {"rung", "codecs", "files", "bytes", "mb_per_hour"}
    assert (first["rung"], first["codecs"]) == ("slides", "opus, avif")
    assert {each["rung"] for each in printed["renditions"]} == {"slides", "keep", "audio", "video", "standard"}
    for rendition in printed["renditions"]:
        sizes = [(out / each["name"]).stat().st_size for each in rendition["files"]]
        assert sizes == [each["bytes"] for each in rendition["files"]]
        assert rendition["bytes"] == sum(sizes)
        assert rendition["mb_per_hour"] == pytest.approx(sum(sizes) * 3600 / 1e6 / printed["seconds"], abs=0.01)
    named = {each["name"] for rendition in printed["renditions"] for each in rendition["files"]}
    assert {path.name for path in out.iterdir()} == named


@pytest.mark.encodes
def test_two_runs_make_the_same_bytes(clips: Clips, tmp_path: Path, capsys: Any) -> None:
    for name in ("one", "two"):
        call_command("transcode", clips.path("slides.mp4"), out=tmp_path / name, json=True)
    capsys.readouterr()
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


@pytest.mark.parametrize(("content", "code"), [(b"", "empty"), (b"Dear all", "not-a-recording"), (None, "no-file")])
def test_a_refusal_is_json_and_exit_status_one(content: bytes | None, code: str, tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "lecture.mp4"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SystemExit) as caught:
        call_command("transcode", path, out=tmp_path / "out", json=True)
    assert caught.value.code == 1
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["code"] == code
    assert error["message"].endswith(".")
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []
