"""Verbs that change persons, roles and credentials."""
