"""Folders as generators lay them out: which files are lessons, in which order, under which titles."""
