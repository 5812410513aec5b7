"""Options of this room."""

from lms.foundation.api import RoomSettings

options = RoomSettings(
    "HUNAR_PEOPLE",
    {
        # PINs and passwords compared for one account in an hour, from wherever they come.
        "COMPARISONS_PER_HOUR": 50,
        # The same for a phone on which this account signed in before.
        "KNOWN_PHONE_COMPARISONS_PER_HOUR": 20,
        # Days a phone stays known after a right sign-in.
        "KNOWN_PHONE_DAYS": 180,
        # Days a start slip is valid.
        "SLIP_DAYS": 14,
        # Address printed on slips, for example https://learn.example.org; empty means WAGTAILADMIN_BASE_URL.
        "PUBLIC_URL": "",
        # Folder of the fonts that slips are set in.
        "FONTS": "",
    },
)
