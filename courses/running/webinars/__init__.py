"""Webinars: when their link shows, what counts as having been there."""
