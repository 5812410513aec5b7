"""Every way this room says no to a file: a code that never changes, and what is wrong and what to do."""

from media_pipeline.errors import Refusal
from media_pipeline.pipeline.kind_sentences import SENTENCES


def empty() -> Refusal:
    """Nothing in the file."""
    return Refusal("empty", "This file is empty. Copy it again from the phone or camera, then upload it once more.")


def unreadable_name() -> Refusal:
    """A path that is no text in this system's encoding."""
    return Refusal(
        "unreadable-name",
        "The name of this file holds signs that cannot be read. Rename it with plain letters, then upload it again.",
    )


def another_kind(kind: str) -> Refusal:
    """Something else under a recording's name; ``kind`` as ``kinds.kind_of`` names it."""
    code, is_what, to_do = SENTENCES[kind]
    return Refusal(code, f"This is {is_what}, not a recording. {to_do}")


def not_a_recording() -> Refusal:
    """No container that we open, or a broken one."""
    return Refusal(
        "not-a-recording",
        "This file is not a recording, or it is damaged. "
        "Upload an MP4, MOV, WebM, MKV or sound file that plays on your computer.",
    )


def incomplete(share: float) -> Refusal:
    """The end of the file did not come along."""
    here = f"only {int(share * 100)} percent of it is here" if share >= 0.01 else "almost nothing of it is here"
    return Refusal(
        "incomplete",
        f"Part of this file is missing: {here}. "
        "Copy it again from the phone or camera, wait until the copy is finished, then upload it once more.",
    )


def not_finished() -> Refusal:
    """An MP4 without its table of contents, which is written last."""
    return Refusal(
        "not-finished",
        "This recording was not finished: the phone or program stopped before it wrote the end of the file. "
        "Play it on the phone it was made with: some repair it then. If it does not play there, record it again.",
    )


def locked() -> Refusal:
    """Encrypted by a shop or a streaming service."""
    return Refusal(
        "locked",
        "This recording is locked by the shop or service it comes from, and only their player can open it. "
        "Upload a recording of your own.",
    )


def nothing_to_play() -> Refusal:
    """A container without picture and sound."""
    return Refusal(
        "nothing-to-play",
        "This file has no moving picture and no sound, at most subtitles or a cover. "
        "Check that the recording was saved to its end, then upload it again.",
    )


def too_many_streams() -> Refusal:
    """More tracks than any camera or program writes."""
    return Refusal(
        "too-many-streams",
        "This file holds far too many tracks. Save it again with one picture and one sound track, then upload that.",
    )


def only_silence() -> Refusal:
    """A sound recording in which nothing can be heard."""
    return Refusal(
        "only-silence",
        "There is only silence in this recording. Check that the microphone is on and chosen, then record it again.",
    )


def no_length() -> Refusal:
    """Streams without a single lasting packet."""
    return Refusal(
        "no-length", "This recording has no length. Check that it was saved to its end, then upload it again."
    )


def too_long(seconds: float, limit: float) -> Refusal:
    """Longer than the site allows, or by a clock that jumps."""
    return Refusal(
        "too-long",
        f"This recording is {_time(seconds)} long by its own clock; at most {_time(limit)} are possible. "
        "Cut it into parts. If it is really shorter, save it again as MP4 and upload that.",
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


def sound_unreadable() -> Refusal:
    """The sound cannot be decoded."""
    return Refusal(
        "sound-unreadable",
        "The sound of this recording cannot be read. Save it again as MP4 with AAC sound, then upload that.",
    )


def too_heavy() -> Refusal:
    """A bound on memory or processor time was met."""
    return Refusal(
        "too-heavy",
        "This recording needs more memory or time than one recording may have, and was stopped. The original is kept; "
        "save it again as MP4 at 1920 x 1080 or smaller and upload that.",
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


def _time(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return f"{minutes} minutes" if minutes < 120 else f"{seconds / 3600:.0f} hours"
