"""Verbs of this room: one file each."""
