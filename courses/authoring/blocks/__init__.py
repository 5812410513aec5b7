"""What bodies are made of. Migrations keep no copy of blocks: old rows open with today's blocks.

Every block here has a writer in ``compiling.writers``; a test holds the two lists equal.
"""

from courses.authoring.blocks.guide import guide_blocks
from courses.authoring.blocks.lesson import lesson_blocks

__all__ = ["guide_blocks", "lesson_blocks"]
