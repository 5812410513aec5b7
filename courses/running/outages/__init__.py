"""Outages: whom one meets, and what it moves."""
