"""The typefaces kept in the tree: Urdu and Pashto in Nastaliq and Naskh, Latin letters and digits in Noto Sans.

They are the only third-party files here (SIL Open Font License, texts beside them). `manage.py make_fonts`
makes them again from the packages and hashes in `sources.json`.
"""

from pathlib import Path

FONTS = Path(__file__).parent
"""Folder to hand to typst as `font_paths`, with the system's own fonts off."""
