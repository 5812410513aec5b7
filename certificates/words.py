"""What stands in the way of a certificate, in words for staff."""

from collections.abc import Mapping

from certificates.eligibility import Shortfall

SENTENCES = {
    "withdrawn": "She or he has left the course.",
    "not_passed": "The course is not passed.",
    "edition": "The batch has no released edition yet.",
    "minutes": "In class for {have} of {need} minutes.",
    "activity": "“{title}” is not done.",
    "marks": "“{title}”: {have} %, and {need} % are asked for.",
    "late": "“{title}” was finished {have} days late; at most {need} days count.",
    "sessions": "{short} session short: {have} of {need} classes attended.",
    "items": "{have} of {need} activities are finished.",
    "points": "{have} of {need} points.",
    "floor": "{title}: {have} points, and {need} are asked for.",
    "tasks": "{have} of {need} tasks are on record.",
    "quality": "A task quality of {have} %, and {need} % are asked for.",
    "assessors": "{have} of {need} assessors have assessed.",
    "industry": "{have} of {need} assessors from industry have assessed.",
    "agreed": "{have} of {need} assessors find her or him competent.",
    "no_name": "No legal name is on record. Write it from the identity paper first.",
    "name_too_long": "The name has {have} letters; the paper holds {need}.",
    "word_too_long": "One word of the name has {have} letters without a space. Look at the name.",
}


def shortfall_words(shortfall: Shortfall, titles: Mapping[str, str]) -> str:
    """Return one shortfall as a sentence; ``titles`` are titles of activities by key."""
    sentence = SENTENCES.get(shortfall.kind, "Something else is missing ({kind}): {have} of {need}.")
    return sentence.format(
        kind=shortfall.kind,
        have=shortfall.have,
        need=shortfall.need,
        short=shortfall.need - shortfall.have,
        title=titles.get(str(shortfall.key), shortfall.key if shortfall.kind == "floor" else "An activity"),
    )


def dropped_words(signs: tuple[str, ...]) -> str:
    """Return the warning about signs that are left out of a name, or "" when there are none; invisible ones by code."""
    if not signs:
        return ""
    shown = ", ".join(dict.fromkeys(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in signs))
    return f"These signs of the name are left out on the paper: {shown}."
