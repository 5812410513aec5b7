"""Roof: settings, addresses, demo, our own User model."""
