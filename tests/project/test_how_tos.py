"""The how-tos for a foreign site: few lines of settings, as many as they say, and no block that nobody follows."""

import pytest

from tests.project.following import Followed
from tests.project.how_to import Block

HOW_TOS = [(Followed("recordings-in-your-site.md", "media"), 5), (Followed("courses-in-your-site.md", "courses"), 12)]


@pytest.mark.parametrize(("how_to", "most"), HOW_TOS, ids=lambda value: getattr(value, "extra", ""))
def test_the_lines_are_counted_and_few(how_to: Followed, most: int) -> None:
    lines = how_to.lines_of_settings_and_addresses()
    assert len(lines) <= most
    assert f"**{len(lines)} lines**" in how_to.page.read_text(encoding="utf-8")


@pytest.mark.parametrize(("how_to", "_most"), HOW_TOS, ids=lambda value: getattr(value, "extra", ""))
def test_every_block_is_one_that_is_followed(how_to: Followed, _most: int) -> None:
    assert {block.language for block in how_to.blocks} == {"bash", "python", "html"}
    assert all(block.place for block in how_to.blocks if block.language != "bash")
    assert how_to.blocks[0] == Block("bash", "", f'python -m pip install "hunar[{how_to.extra}]"\n')
