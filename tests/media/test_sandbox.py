"""A program that reads a stranger's file reads little else, reaches nobody, and uses only its share."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import Bounds, FfmpegError, Limits, Process, Tool, find_binary, layers
from tests.factories.media import Clips

needs_landlock = pytest.mark.skipif("landlock" not in layers(), reason="this kernel has no Landlock")
ALONE = """
import socket, sys
from media_pipeline.sandbox import kernel, landlock, limits, network, sockets
kernel.forbid_new_rights()
{layer}
{deed}
"""
CONNECT = "socket.create_connection(('127.0.0.1', {port}), timeout=5)"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Somebody who listens on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def callers(server: socket.socket) -> int:
    """How many knocked so far."""
    count = 0
    while True:
        try:
            server.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def alone(layer: str, deed: str) -> str:
    """What a process says that puts on one layer and then does a deed; empty when nothing stops it."""
    script = ALONE.format(layer=layer, deed=deed)
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=Path.cwd())
    return said.stderr


def tell(source: Path, folder: Path, reads: list[Path]) -> None:
    """Have a confined ffmpeg look at a file."""
    arguments = ["-v", "error", "-i", str(source), "-f", "null", "-"]
    with Process(arguments, tool=Tool(find_binary()), folder=folder, reads=reads) as process:
        list(process.chunks())


@needs_landlock
def test_a_file_is_read_only_when_it_is_named(clips: Clips, tmp_path: Path) -> None:
    source = clips.path("slides.mp4")
    tell(source, tmp_path, [source])
    with pytest.raises(FfmpegError) as caught:
        tell(source, tmp_path, [])
    assert "Permission denied" in " ".join(caught.value.lines)


@needs_landlock
def test_it_writes_in_its_own_folder_alone(clips: Clips, tmp_path: Path) -> None:
    source, own, other = clips.path("slides.mp4"), tmp_path / "own", tmp_path / "other"
    own.mkdir()
    other.mkdir()
    for target in (own, other):
        arguments = ["-v", "error", "-i", str(source), "-t", "1", "-c", "copy", str(target / "out.mp4")]
        with Process(arguments, tool=Tool(find_binary()), folder=own, reads=[source]) as process:
            if target == own:
                list(process.chunks())
            else:
                with pytest.raises(FfmpegError):
                    list(process.chunks())
    assert (own / "out.mp4").stat().st_size > 0
    assert list(other.iterdir()) == []


@pytest.mark.skipif(not {"network", "sockets", "landlock"} & set(layers()), reason="nothing here closes the network")
def test_an_address_in_place_of_a_file_is_not_called(listener: socket.socket, tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/lecture.mp4"
    command = [find_binary(), "-v", "error", "-rw_timeout", "200000", "-i", address, "-f", "null", "-"]
    subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    assert callers(listener) == 1
    with pytest.raises(FfmpegError):
        tell(Path(address), tmp_path, [])
    assert callers(listener) == 0


@pytest.mark.parametrize(
    ("name", "layer", "refusal"),
    [
        ("network", "network.leave()", "Network is unreachable"),
        ("sockets", "sockets.forbid()", "Operation not permitted"),
        ("landlock", "landlock.confine(run=[], read=['/'], write=[])", "Permission denied"),
    ],
)
def test_each_layer_alone_keeps_it_from_calling(name: str, layer: str, refusal: str, listener: socket.socket) -> None:
    if name not in layers():
        pytest.skip(f"no {name} here")
    connect = CONNECT.format(port=listener.getsockname()[1])
    assert alone("", connect) == ""
    assert callers(listener) == 1
    assert refusal in alone(layer, connect)
    assert callers(listener) == 0


def test_no_more_memory_than_its_share() -> None:
    fill = "bytearray(200_000_000)"
    assert alone("limits.bound(60, 300_000_000, 1000)", fill) == ""
    assert "MemoryError" in alone("limits.bound(60, 150_000_000, 1000)", fill)


def test_no_more_processor_time_than_its_share(clips: Clips, tmp_path: Path) -> None:
    spinner = tmp_path / "spinner"
    spinner.write_text("#!/bin/sh\nwhile :; do :; done\n")
    spinner.chmod(0o700)
    tool = Tool(str(spinner), Limits(bounds=Bounds(cpu_seconds=1)))
    with pytest.raises(FfmpegError) as caught:
        ffmpeg.make(clips.path("slides.mp4"), tmp_path / "out.mp4", streams=("V:0",), options={}, tool=tool)
    assert caught.value.reason == "killed"


def test_no_larger_file_than_its_share(clips: Clips, tmp_path: Path) -> None:
    tool = Tool(find_binary(), Limits(bounds=Bounds(file_bytes=10_000)))
    with pytest.raises(FfmpegError):
        ffmpeg.make(clips.path("slides.mp4"), tmp_path / "out.mp4", streams=("V:0",), options={"c": "copy"}, tool=tool)
    assert (tmp_path / "out.mp4").stat().st_size <= 10_000
