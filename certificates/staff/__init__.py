"""The officer's screens in Wagtail."""
