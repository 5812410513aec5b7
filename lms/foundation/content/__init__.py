"""The content store: bytes in, a name made of the bytes out."""
