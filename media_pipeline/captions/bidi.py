"""Marks of writing direction that stay within their line."""

# Embeddings and overrides: WebVTT finds the direction of each line by itself; an override shows a line backwards.
DROPPED = dict.fromkeys(range(0x202A, 0x202F))
OPENING = "\u2066\u2067\u2068"
CLOSING = "\u2069"


def closed(line: str) -> str:
    """``line`` without embeddings and overrides, and with every isolate that it opens closed in it."""
    kept, depth = [], 0
    for sign in line.translate(DROPPED):
        if sign == CLOSING and depth == 0:
            continue
        depth += (sign in OPENING) - (sign == CLOSING)
        kept.append(sign)
    return "".join(kept) + CLOSING * depth
