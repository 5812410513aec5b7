"""The line drawings that trainee pages may name. The style sheet draws them, ``.i-<name>``; no page carries them."""

ICONS = frozenset(
    {
        "alert",
        "book",
        "check",
        "clock",
        "done",
        "down",
        "home",
        "info",
        "key",
        "leave",
        "mark",
        "next",
        "nolink",
        "now",
        "open",
        "paper",
        "phone",
        "prev",
        "quiz",
        "seal",
        "shut",
        "slides",
        "todo",
        "video",
        "voice",
    }
)

# Arrows that point along the line of reading.
TURNING = frozenset({"leave", "next", "prev"})
