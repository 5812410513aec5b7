"""Every way an upload is told no."""


class UploadRefused(Exception):
    """``reason`` is a code that never changes, ``message`` says what happened, what was kept and what to do."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = str(message)


class Moved(Exception):
    """The upload does not stand where the sender thinks: another request of the same sender was quicker."""


class StagingFull(Exception):
    """No room for more bytes; all that was acknowledged is kept."""


class StagingSilent(Exception):
    """The storage did not answer, or not as it should; all that was acknowledged is kept."""


class StagingLost(Exception):
    """Acknowledged bytes are no longer there."""
