"""The job ledger: what is to be done, by whom it is being done, and what became of it."""
