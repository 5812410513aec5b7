"""Speak the lectures' scripts: one Opus file per lecture, and when each slide's words begin.

A maintainer runs this once (`manage.py make_voices`); the sound files are kept in the tree, so nobody else needs
espeak-ng. The voice is a machine's and every lecture says so.
"""

import io
import json
import shutil
import subprocess
import tempfile
import wave
from dataclasses import dataclass
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


def speak(slides: list[dict[str, Any]], voice: Voice) -> tuple[bytes, list[float], int]:
    """All slides one after the other: samples, the second at which each slide begins, samples a second."""
    sound, starts, rate = bytearray(), [], 22050

    def pause(seconds: float) -> None:
        sound.extend(bytes(2 * int(seconds * rate)))

    for number, slide in enumerate(slides):
        starts.append(round(len(sound) / 2 / rate, 2))
        pause(BEFORE_FIRST if number == 0 else BETWEEN_SLIDES)
        for place, sentence in enumerate(slide["say"]):
            if place:
                pause(BETWEEN_SENTENCES)
            samples, rate = say(sentence, voice)
            sound.extend(samples)
    pause(AFTER_LAST)
    return bytes(sound), starts, rate


def times_of(voice_file: Path) -> Path:
    """Where the slide times measured for a voice file are kept: beside it."""
    return voice_file.with_suffix(".times.json")


def make_voice(spec: Path) -> Path:
    """Speak one lecture's script; write the Opus file it names and the slide times beside that. Returns the sound."""
    lecture = json.loads(spec.read_text(encoding="utf-8"))
    target = spec.parent / lecture["voice"]
    samples, starts, rate = speak(lecture["slides"], VOICES[lecture["language"]])
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch) / "voice.wav"
        with wave.open(str(raw), "wb") as spoken:
            spoken.setparams((1, 2, rate, 0, "NONE", ""))
            spoken.writeframes(samples)
        squeeze(raw, target)
    times = {"seconds": round(len(samples) / 2 / rate, 2), "starts": starts}
    times_of(target).write_text(json.dumps(times) + "\n")
    return target


def squeeze(wave_file: Path, target: Path) -> None:
    """Write a wave as mono Opus in Ogg, small enough to keep in the tree."""
    spoken = ffmpeg.input(f"file:{wave_file}", protocol_whitelist="file", format_whitelist="wav")
    output = ffmpeg.output(spoken, f"file:{target.absolute()}", af=CLEANED, **SOUND, **EXACT)
    run(output, tool=tool(), folder=target.absolute().parent, reads=[wave_file])
