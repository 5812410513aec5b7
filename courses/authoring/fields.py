"""A stream field whose blocks do not stand in migrations."""

from typing import Any

from wagtail.fields import StreamField


class BlocksField(StreamField):
    """The column is JSON text, whatever the blocks: a new block or label is no change of the database."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Name, path and options without the blocks."""
        name, path, _args, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, path, [[]], options
