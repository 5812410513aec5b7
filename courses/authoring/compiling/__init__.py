"""From pages to the bytes of an edition. ``docs/reference/edition.md`` defines them."""
