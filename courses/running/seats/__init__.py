"""Seats of a batch: who has one, who waits for one, who is offered the next."""
