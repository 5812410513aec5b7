"""Staff screens of this room, in Wagtail."""
