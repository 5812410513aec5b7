"""The only place that starts ffmpeg.

A command is built by ffmpeg-python (``commands``), started by ``process`` through a tiny launcher (``launch``) that
ties its life to ours, and watched until its end. Input comes from strangers, so every command carries a whitelist of
containers and protocols and a bound on the picture, and every process a bound on time, silence and output.
"""

from media_pipeline.ffmpeg.binary import Limits, Tool, find_binary, version
from media_pipeline.ffmpeg.commands import make, picture, raw_frames
from media_pipeline.ffmpeg.process import FfmpegError, Process
from media_pipeline.ffmpeg.progress import Progress

__all__ = [
    "FfmpegError",
    "Limits",
    "Process",
    "Progress",
    "Tool",
    "find_binary",
    "make",
    "picture",
    "raw_frames",
    "version",
]
