"""Any HTML, hostile or not, into the blocks of a lesson. ``html_to_blocks`` is the door."""
