"""One script for each promise; each prints JSON."""
