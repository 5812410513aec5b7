"""The line drawings of the trainee pages, 24 by 24, drawn with the text's own colour."""

ICONS = {
    "alert": '<circle cx="12" cy="12" r="9"/><path d="M12 7v6M12 16.5h.01"/>',
    "book": '<path d="M4 5.5c3-1 5.5-.6 8 1.2 2.5-1.8 5-2.2 8-1.2V19c-3-1-5.5-.6-8 1.2-2.5-1.8-5-2.2-8-1.2zM12 7v13"/>',
    "check": '<path d="M4.5 12.5l5 5 10-11"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 6.5V12l3.5 2.5"/>',
    "done": '<circle cx="12" cy="12" r="9"/><path d="M7.5 12.5l3 3 6-6.5"/>',
    "down": '<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14"/>',
    "home": '<path d="M3.5 11.5L12 4l8.5 7.5M6 9.5V20h12V9.5"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3.5 15 0 18M12 3c-3 3-3.5 15 0 18"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.5h.01"/>',
    "key": '<circle cx="8" cy="15" r="4"/><path d="M11 12l8-8M16 7l3 3"/>',
    "leave": '<path d="M14 4H5v16h9M10 12h11M17 8l4 4-4 4"/>',
    "lock": '<path d="M5 11h14v10H5zM8 11V8a4 4 0 018 0v3"/>',
    "mark": '<path stroke-width="3" d="M4 5l4 3M4 11l4 3M4 17l4 3M16 5l4 3M16 11l4 3M16 17l4 3M10 11l4 3"/>',
    "next": '<path d="M9 5l7 7-7 7"/>',
    "nolink": '<path d="M4 4l16 16M3 10.5a14 14 0 015-3M21 10.5a14 14 0 00-9-4M7 14.5a8 8 0 015-2.5M12 18.5h.01"/>',
    "now": '<circle cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="3.5" fill="currentColor"/>',
    "open": '<path d="M5 21V11a7 7 0 0114 0v10M3 21h18M12 4v17l-5-2.5V8z"/>',
    "paper": '<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c0-8 13-8 13 0M16 5c4 0 4 6 0 6M18 14c2 1 3 3 3 6"/>',
    "phone": '<path d="M7 3h10v18H7zM11 18h2"/>',
    "prev": '<path d="M15 5l-7 7 7 7"/>',
    "quiz": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 115 .3c0 1.7-2.5 1.9-2.5 3.7M12 17h.01"/>',
    "seal": '<circle cx="12" cy="9" r="6"/><path d="M8.5 14L7 21l5-2.5 5 2.5-1.5-7"/>',
    "shut": '<path d="M5 21V11a7 7 0 0114 0v10M3 21h18M12 4v17M9.5 13v1M14.5 13v1"/>',
    "slides": '<path d="M3 5h18v12H3zM8 21h8M12 17v4"/>',
    "todo": '<circle cx="12" cy="12" r="9" stroke-dasharray="3 3.3"/>',
    "text": '<path d="M5 6h14M5 10h14M5 14h14M5 18h9"/>',
    "user": '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-5 3.5-7 8-7s8 2 8 7"/>',
    "video": '<path d="M3 6h12v12H3zM15 10.5l6-3.5v10l-6-3.5"/>',
    "voice": '<path d="M4 10v4h4l5 4V6L8 10zM16.5 9a4.5 4.5 0 010 6M19 6.5a8 8 0 010 11"/>',
}

# Arrows that point along the line of reading.
TURNING = frozenset({"leave", "next", "prev"})
