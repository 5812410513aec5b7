"""Speak the lectures' scripts: one Opus file per lecture, and when each slide begins and each line is said.

A maintainer runs this once (`manage.py make_voices`); the sound files are kept in the tree, so nobody else needs
espeak-ng. The voice is a machine's and every lecture says so.
"""

import io
import json
import shutil
import subprocess
import tempfile
import wave
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ffmpeg

from media_pipeline.conf import tool
from media_pipeline.ffmpeg.commands import run

BEFORE_FIRST = 0.4
BETWEEN_SENTENCES = 0.45
BETWEEN_SLIDES = 1.0
AFTER_LAST = 1.5


@dataclass(frozen=True)
class Voice:
    """How espeak-ng is asked to speak one language: its name there, words a minute, pitch, gap in 10 ms."""

    name: str
    speed: int
    pitch: int
    gap: int

    def arguments(self) -> list[str]:
        """The command line, ready for one sentence on standard input and a wave on standard output."""
        said = ("-v", self.name, "-s", str(self.speed), "-p", str(self.pitch), "-g", str(self.gap))
        return ["espeak-ng", *said, "--stdin", "--stdout"]


VOICES = {"en": Voice("en-gb", 142, 42, 2), "ur": Voice("ur", 138, 42, 3)}
SOUND = {"c:a": "libopus", "b:a": "20k", "ac": 1, "ar": 48000, "application": "voip", "frame_duration": 40}
# Muxers draw a random stream number unless told to be exact; so the same script gives the same bytes.
EXACT = {"fflags": "+bitexact", "flags:a": "+bitexact", "map_metadata": -1}
# Rumble and hiss out, then the same loudness for every lecture, with room for what Opus adds to the peaks.
CLEANED = "highpass=f=70,lowpass=f=7600,loudnorm=I=-19:TP=-3:LRA=7,alimiter=limit=0.7:level=disabled"


def say(sentence: str, voice: Voice) -> tuple[bytes, int]:
    """One sentence as 16-bit mono samples, and their rate."""
    if shutil.which("espeak-ng") is None:
        raise FileNotFoundError("espeak-ng is not installed; it speaks the lectures.")
    done = subprocess.run(voice.arguments(), input=sentence.encode(), capture_output=True, check=True)
    with wave.open(io.BytesIO(done.stdout)) as spoken:
        rate = spoken.getframerate()
    # The header of a streamed wave gives no true length; 44 bytes on, it is all samples.
    return done.stdout[44:], rate


@dataclass
class Speech:
    """A spoken script: its samples, and in seconds when each slide begins and from when to when each line is said."""

    rate: int = 22050
    samples: bytearray = field(default_factory=bytearray)
    starts: list[float] = field(default_factory=list)
    lines: list[list[tuple[float, float]]] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """How long it is so far."""
        return round(len(self.samples) / 2 / self.rate, 2)

    def pause(self, seconds: float) -> None:
        """Say nothing for a while."""
        self.samples.extend(bytes(2 * int(seconds * self.rate)))

    def line(self, text: str, voice: Voice) -> None:
        """Say one line of the slide under way."""
        samples, self.rate = say(text, voice)
        begins = self.seconds
        self.samples.extend(samples)
        self.lines[-1].append((begins, self.seconds))


def speak(slides: list[dict[str, Any]], voice: Voice) -> Speech:
    """All slides one after the other."""
    speech = Speech()
    for number, slide in enumerate(slides):
        speech.starts.append(speech.seconds)
        speech.lines.append([])
        speech.pause(BEFORE_FIRST if number == 0 else BETWEEN_SLIDES)
        for place, text in enumerate(slide["say"]):
            if place:
                speech.pause(BETWEEN_SENTENCES)
            speech.line(text, voice)
    speech.pause(AFTER_LAST)
    return speech


def times_of(voice_file: Path) -> Path:
    """Where the times measured for a voice file are kept: beside it."""
    return voice_file.with_suffix(".times.json")


def make_voice(spec: Path) -> Path:
    """Speak one lecture's script; write the Opus file it names and the times beside that. Returns the sound."""
    lecture = json.loads(spec.read_text(encoding="utf-8"))
    target = spec.parent / lecture["voice"]
    speech = speak(lecture["slides"], VOICES[lecture["language"]])
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch) / "voice.wav"
        with wave.open(str(raw), "wb") as spoken:
            spoken.setparams((1, 2, speech.rate, 0, "NONE", ""))
            spoken.writeframes(bytes(speech.samples))
        squeeze(raw, target)
    times = {"seconds": speech.seconds, "starts": speech.starts, "lines": speech.lines}
    times_of(target).write_text(json.dumps(times) + "\n")
    return target


def squeeze(wave_file: Path, target: Path) -> None:
    """Write a wave as mono Opus in Ogg, small enough to keep in the tree."""
    spoken = ffmpeg.input(f"file:{wave_file}", protocol_whitelist="file", format_whitelist="wav")
    output = ffmpeg.output(spoken, f"file:{target.absolute()}", af=CLEANED, **SOUND, **EXACT)
    run(output, tool=tool(), folder=target.absolute().parent, reads=[wave_file])
