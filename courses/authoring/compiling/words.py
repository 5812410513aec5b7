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
        "machine": "Translated by a machine",
        "unchecked": "Nobody has checked these words yet. Where they seem wrong, read the original.",
        "freelancing": "Freelancing online",
        "employment": "A job with a firm near you",
        "business": "A business of your own",
        "learning": "Learning further",
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
        "machine": "یہ ترجمہ مشین نے کیا ہے",
        "unchecked": "ان الفاظ کو ابھی کسی نے نہیں دیکھا۔ جہاں غلط لگیں، اصل زبان میں پڑھیں۔",
        "freelancing": "آن لائن فری لانسنگ",
        "employment": "قریب کے کسی ادارے میں نوکری",
        "business": "اپنا کاروبار",
        "learning": "آگے سیکھنا",
    },
}


# The ways a roadmap may show, as codes that answers are counted by; each has its words above.
WAYS = ("freelancing", "employment", "business", "learning")


def word(name: str, language: str) -> str:
    """A word in ``language``, or in English when the compiler does not speak it."""
    return WORDS.get(language.split("-")[0], WORDS["en"])[name]


def way_name(way: str, language: str) -> str:
    """The name of a way of a roadmap, as the roadmap's fragment in ``language`` has it."""
    return word(way, language) if way in WAYS else way


def size(count: int) -> str:
    """Bytes as megabytes, rounded up to hundredths, left to right in every language: never less than they cost."""
    hundredths = max(1, -(-count // 10_000))
    return f'<bdi dir="ltr">{hundredths // 100}.{hundredths % 100:02} MB</bdi>'
