"""The few words a fragment adds to the author's own, in the page's language.

They belong to the compiler, not to the site's catalogues: an edition must not change with a locale file.
"""

WORDS = {
    "en": {"tip": "Good to know", "careful": "Take care", "example": "Example", "try": "Try it yourself"},
    "ur": {"tip": "کام کی بات", "careful": "دھیان رکھیں", "example": "مثال", "try": "خود کر کے دیکھیں"},
}


def word(name: str, language: str) -> str:
    """A word in ``language``, or in English when the compiler does not speak it."""
    return WORDS.get(language.split("-")[0], WORDS["en"])[name]
