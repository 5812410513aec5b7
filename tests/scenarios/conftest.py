"""The people of a scenario come in by the doors that people use."""

from tests.running.conftest import signed

__all__ = ["signed"]
