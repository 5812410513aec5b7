"""Verbs of an upload: begin, append, finish, discard, and the nightly sweep."""
