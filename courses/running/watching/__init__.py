"""Watched time: the stretches of a lecture that a person has played, however often and on however many phones."""
