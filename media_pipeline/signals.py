"""What this room tells: sent on commit, with the recording that changed."""

from django.dispatch import Signal

# recording: every rung that could be made is there.
recording_ready = Signal()
# recording: it ended in a refusal; ``recording.failure`` says why.
recording_failed = Signal()
