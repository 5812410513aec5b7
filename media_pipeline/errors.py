"""What goes wrong with a recording, in words for the person who uploaded it."""


class Refusal(Exception):
    """A recording this room will not process: ``code`` for programs, ``message`` for people (a plain sentence or two).

    The original stays where it was; nothing else happened.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class NotReady(Exception):
    """A recording is asked for before every part of it is finished; the text says what to do."""
