"""Markdown as the common generators write it, into HTML with boxes of our own."""
