"""Every way this room says no to a file: a code that never changes, and what is wrong and what to do."""

from media_pipeline.errors import Refusal


def empty() -> Refusal:
    """Nothing in the file."""
    return Refusal("empty", "This file is empty. Copy it again from the phone or camera, then upload it once more.")


def not_a_recording() -> Refusal:
    """No container that we open, or a broken one."""
    return Refusal(
        "not-a-recording",
        "This file is not a recording, or it is damaged. "
        "Upload an MP4, MOV, WebM, MKV or sound file that plays on your computer.",
    )


def playlist() -> Refusal:
    """A list of other files under another name."""
    return Refusal("playlist", "This file is only a list of other files. Upload the recording itself.")


def nothing_to_play() -> Refusal:
    """A container without picture and sound."""
    return Refusal(
        "nothing-to-play", "This file has no picture and no sound. Check that the recording was saved to its end."
    )


def no_length() -> Refusal:
    """Streams without a single lasting packet."""
    return Refusal(
        "no-length", "This recording has no length. Check that it was saved to its end, then upload it again."
    )


def too_long(seconds: float, limit: float) -> Refusal:
    """Longer than the site allows."""
    long, most = round(seconds / 60), int(limit / 60)
    return Refusal(
        "too-long", f"This recording is {long} minutes long; at most {most} are possible. Cut it into parts."
    )


def picture_too_large(width: int, height: int) -> Refusal:
    """More pixels than a decoder here may hold."""
    text = f"The picture is {width} x {height}, which is too large. Save the recording at 1920 x 1080 or smaller."
    return Refusal("picture-too-large", text)


def picture_unreadable() -> Refusal:
    """The first frame cannot be decoded."""
    return Refusal(
        "picture-unreadable",
        "The picture of this recording cannot be read. Save it again as MP4 (H.264), then upload that.",
    )


def took_too_long() -> Refusal:
    """A limit of time or silence was met."""
    return Refusal(
        "took-too-long",
        "This recording made no progress and was stopped. The original is kept; save it again as MP4 and upload that.",
    )


def part_failed(step: str) -> Refusal:
    """A file whose beginning reads well broke later on."""
    return Refusal(
        "part-failed",
        f"The recording could not be read to its end while making: {step}. "
        "Check that it plays to its end on your computer.",
    )
