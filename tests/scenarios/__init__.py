"""Programmes run from beginning to end by the doors people use: pages, forms and commands."""
