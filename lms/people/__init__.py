"""Persons, organisations, places, scoped roles; runs on any user model."""
