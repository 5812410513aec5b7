"""The inbox: one opening for everything that happened outside the server."""
