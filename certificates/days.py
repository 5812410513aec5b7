"""Days and months in words. On paper both languages stand at once, whatever the reader's language is. Pure."""

from datetime import date

MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "ur": ["جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"],
}


def printed_day(day: date, language: str) -> str:
    """Return a day: "22 November 2026"; in English for a language without names of months here."""
    return f"{day.day} {printed_month(day, language)}"


def printed_month(day: date, language: str) -> str:
    """Return the month of a day: "November 2026"."""
    return f"{MONTHS.get(language, MONTHS['en'])[day.month - 1]} {day.year}"
