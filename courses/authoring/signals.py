"""What this room tells the rooms above it, inside the transaction that made it so."""

from django.dispatch import Signal

# A correction was released: ``edition``, ``by`` (a person, None for the system). Who pins editions moves to it.
edition_corrected = Signal()
