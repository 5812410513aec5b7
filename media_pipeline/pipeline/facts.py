"""What is known of a recording before anything is made of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """A recording that can be processed. Sizes are of the picture as it is to be seen, after turning and stretching.

    ``has_sound`` is true when there is something to hear; ``silent`` when there is a sound track and it holds silence.
    ``channels`` are those of the first sound track, ``one_channel`` the one to use alone because adding both would
    cancel them (a microphone wired the wrong way round). ``loudness`` is integrated, in LUFS (EBU R 128); None when
    silent. ``sound_start`` and ``sound_end`` are the seconds at which the sound track begins and ends;
    ``picture_start`` and ``picture_end`` the same for pictures. ``gaps`` are the stretches of more than one second in
    which no new picture comes, at the beginning and the end too. ``frames_per_second`` is the mean; ``variable_rate``
    when pictures do not come in even steps.
    """

    bytes: int
    seconds: float
    has_sound: bool
    width: int = 0
    height: int = 0
    frames_per_second: float = 0.0
    stretch: float = 1.0
    channels: int = 0
    loudness: float | None = None
    silent: bool = False
    one_channel: int | None = None
    sound_start: float = 0.0
    sound_end: float = 0.0
    picture_start: float = 0.0
    picture_end: float = 0.0
    variable_rate: bool = False
    gaps: tuple[tuple[float, float], ...] = ()

    @property
    def has_picture(self) -> bool:
        """True when there is a moving picture; a cover picture in a sound file is none."""
        return self.width > 0

    @property
    def square(self) -> str:
        """The filter that makes pixels square; empty when they are."""
        return "" if self.stretch == 1.0 else f"scale=round(iw*{self.stretch:.6f}):ih,setsar=1,"
