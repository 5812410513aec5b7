"""Trainees brought in from a file."""
