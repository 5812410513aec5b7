"""What an action raises when the rules say no."""


class Refusal(Exception):
    """The rules refuse this; the text is a sentence for the person who asked."""
