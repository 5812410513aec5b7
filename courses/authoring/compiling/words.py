"""The few words a fragment adds to the author's own, in the page's language.

They belong to the compiler, not to the site's catalogues: an edition must not change with a locale file.
"""

WORDS = {
    "en": {
        "tip": "Good to know",
        "careful": "Take care",
        "example": "Example",
        "aim": "What you will learn",
        "recall": "To remember",
        "try": "Try it yourself",
        "answer": "Show the answer",
        "larger": "Larger",
        "file": "File",
    },
    "ur": {
        "tip": "کام کی بات",
        "careful": "دھیان رکھیں",
        "example": "مثال",
        "aim": "اس سبق میں",
        "recall": "یاد رکھیں",
        "try": "خود کر کے دیکھیں",
        "answer": "جواب دیکھیں",
        "larger": "بڑی تصویر",
        "file": "فائل",
    },
}


def word(name: str, language: str) -> str:
    """A word in ``language``, or in English when the compiler does not speak it."""
    return WORDS.get(language.split("-")[0], WORDS["en"])[name]


def size(count: int) -> str:
    """Bytes as megabytes, rounded up to hundredths, left to right in every language: never less than they cost."""
    hundredths = max(1, -(-count // 10_000))
    return f'<bdi dir="ltr">{hundredths // 100}.{hundredths % 100:02} MB</bdi>'
