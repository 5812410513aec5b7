"""A recording becomes small files any phone can play; knows nothing of courses."""
