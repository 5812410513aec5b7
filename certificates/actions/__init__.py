"""What changes something in this room, one verb a file."""
