"""Verbs of this room: permission, one transaction, one line in the audit log, signal on commit."""
