"""Screens of staff, inside Wagtail. Each asks ``may`` and calls an action; what she may not see is not found."""
