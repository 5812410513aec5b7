"""Bringing material in: a folder of Markdown or a Word file becomes an outline, an outline becomes draft pages."""
