"""Attendance: what devices say, what is locked, what is owed, which places are free.

Rules are pure: policy, device_file, presence, verdicts, countable, locking, owing, booking. What reads for them: rolls,
slots, meetings, risk, words; ``counting`` writes what the rules make of punches.
"""
