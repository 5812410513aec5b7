"""Screens for staff inside Wagtail."""
