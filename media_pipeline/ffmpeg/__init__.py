"""The only place that starts ffmpeg.

A command is built by ffmpeg-python (``commands``, and ``joining`` for files of our own), started by ``process`` in the
sandbox that ties its life to ours, and watched until its end. Input comes from strangers, so every command carries a
whitelist of containers and protocols and a bound on the picture, and every process a bound on time, silence, memory
and output. ``layers`` says what the sandbox is made of on this machine.
"""

from media_pipeline.ffmpeg.binary import Limits, Tool, find_binary, version
from media_pipeline.ffmpeg.commands import LONGEST_STANDING, Input, evenly, listen, make, picture, raw_frames
from media_pipeline.ffmpeg.joining import Piece, join
from media_pipeline.ffmpeg.process import FfmpegError, Process
from media_pipeline.ffmpeg.progress import Progress
from media_pipeline.sandbox.command import Bounds, layers

__all__ = [
    "LONGEST_STANDING",
    "Bounds",
    "FfmpegError",
    "Input",
    "Limits",
    "Piece",
    "Process",
    "Progress",
    "Tool",
    "evenly",
    "find_binary",
    "join",
    "layers",
    "listen",
    "make",
    "picture",
    "raw_frames",
    "version",
]
