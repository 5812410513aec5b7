"""Recordings on their way in: tus 1.0, any standard client, resumable from any browser."""
