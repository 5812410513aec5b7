"""What this room tells the rooms above it, after the transaction is committed."""

from django.dispatch import Signal

# Sent once for each enrolment, when its pass rule is first met: ``enrolment``.
course_completed = Signal()
