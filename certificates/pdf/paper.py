"""What stands on a paper: everything the template prints, as plain data."""

from typing import Any
from urllib.parse import urlsplit

from certificates.conf import public_url
from certificates.days import printed_day
from certificates.models import Award
from certificates.names import face_of
from certificates.pdf.qr import qr_svg
from lms.foundation.api import group_code


def verify_address(award: Award) -> str:
    """Return the address in the QR code, where a stranger checks this award."""
    return f"{public_url()}/v/{award.code}/"


def paper_of(award: Award) -> dict[str, Any]:
    """Return the data of the paper. It depends on the award and the site's public address alone: no clock, no language.

    Nothing is here that the page does not print: title and author of the file are the printed name, course and issuer.
    """
    address = verify_address(award)
    site = urlsplit(public_url())
    titles = {"en": award.course_title("en"), "ur": award.course_title("ur")}
    return {
        "title": f"Certificate of completion: {award.holder_name or award.holder_name_ur}, {titles['en']}",
        "holder": award.holder_name,
        "holder_ur": award.holder_name_ur,
        "holder_ur_face": face_of(award.holder_name_ur),
        "course": titles["en"],
        "course_ur": titles["ur"],
        "hours": f"{award.hours} {'hour' if award.hours == '1' else 'hours'}",
        "hours_ur": f"{award.hours} {'گھنٹہ' if award.hours == '1' else 'گھنٹے'}",
        "programme": award.programme("en"),
        "programme_ur": award.programme("ur"),
        "issuer": award.issuer("en"),
        "date": printed_day(award.issued_on, "en"),
        "date_ur": printed_day(award.issued_on, "ur"),
        "issued": [award.issued_on.year, award.issued_on.month, award.issued_on.day],
        "specimen": award.specimen,
        "address": address,
        "qr": qr_svg(address),
        "check_at": f"{site.netloc}{site.path}/v/",
        "code": group_code(award.code),
    }
