"""The screens of this room in Wagtail."""
