"""To whom it is taught, when it is open, how far they are."""
