"""Staff screens of the ground, in Wagtail."""
