"""Attendance: what devices say, what is locked, what is owed, which slots are free. Every rule here is pure."""
