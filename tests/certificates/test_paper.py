"""The paper: same bytes, every sign drawn, a code that phones read, nothing said that is not printed."""

import io
import re
import shutil
import subprocess
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from certificates.api import Award, pdf
from certificates.pdf import UnprintableError, paper_of, render
from certificates.pdf.paper import verify_address
from certificates.pdf.typesetting import _rendered
from lms.foundation.api import group_code
from tests.factories.certificates import make_award, make_holder

NAMES = {
    "plain": ("Zarmina Gul", "زرمینہ گل"),
    "one word": ("Palwasha", "پلوشہ"),
    "long": ("Muhammad Abdul Rehman Shahzada " * 6, "محمد عبدالرحمٰن شہزادہ خان یوسفزئی " * 5),
    "no Urdu": ("Sana Bibi", ""),
    "Urdu alone": ("", "ثناء بی بی بنت عبدالغفّار"),
    "Pashto": ("Ghuncha Bibi", "غونچه ګلالۍ د نجيب ځاځي لور ښېړونکې"),
    "mixed direction": ("Zarmina گل (Khan) 2nd", "زرمینہ (Gul) خان 2"),
    "marks": ("Zoë Çelik-O’Hara Ñuñez Łódź", "عُمَر فارُوق ؒ"),
    "typst's own signs": ("#panic() $x$ *b* _i_ `c` <l> @r \\n //", "#set text"),
}


@pytest.fixture
def paper(db: None) -> dict[str, Any]:
    """The data of a plain certificate."""
    return paper_of(make_award())


def pages(document: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(document)


def words_on(document: bytes) -> str:
    return " ".join(pages(document)[0].get_textpage().get_text_range().split())


def picture(document: bytes, dpi: int = 100) -> Image.Image:
    return pages(document)[0].render(scale=dpi / 72).to_pil().convert("L")


def named(paper: dict[str, Any], name: str, name_ur: str) -> bytes:
    face = "naskh" if "ګ" in name_ur else "nastaliq"
    return render(paper | {"holder": name.strip(), "holder_ur": name_ur.strip(), "holder_ur_face": face})


@pytest.mark.django_db
def test_the_same_award_gives_the_same_bytes() -> None:
    award = make_award()
    first = pdf(award)
    _rendered.cache_clear()
    assert pdf(Award.objects.get(pk=award.pk)) == first


def test_it_says_name_course_hours_programme_and_code(paper: dict[str, Any]) -> None:
    words = words_on(render(paper))
    for printed in ("Zarmina Gul", "Graphic design", "48 hours", "Youth Employment Programme", paper["code"]):
        assert printed in words


@pytest.mark.parametrize("case", NAMES)
def test_any_name_fits_on_one_page_inside_the_border(paper: dict[str, Any], case: str) -> None:
    document = named(paper, *NAMES[case])
    assert len(pages(document)) == 1
    plain = picture(render(paper | {"holder": "", "holder_ur": "۔"}))
    drawn = picture(document)
    width, height = drawn.size
    border = 15 / 297  # the frame and its stitches take the outer 14 mm
    sides = [
        (0, 0, int(width * border), height),
        (int(width * (1 - border)), 0, width, height),
        (0, 0, width, int(height * 15 / 210)),
        (0, int(height * (1 - 15 / 210)), width, height),
    ]
    for side in sides:
        assert drawn.crop(side).tobytes() == plain.crop(side).tobytes()


def test_a_name_is_never_read_as_code(paper: dict[str, Any]) -> None:
    assert NAMES["typst's own signs"][0].split()[0] in words_on(named(paper, *NAMES["typst's own signs"]))


def test_a_sign_without_a_glyph_is_named_and_nothing_is_printed(paper: dict[str, Any]) -> None:
    with pytest.raises(UnprintableError) as refusal:
        named(paper, "Zarmina 漢字", "")
    assert refusal.value.signs == "漢字"


ALPHABETS = {
    "Urdu": "آ ا ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن ں و ہ ھ ء ی ئ ے ۂ ۃ ؤ أ إ ۓ",
    "Urdu, whole words": "فاطمہ بنتِ عبدالرحمٰن، محمّد، آمنہ، اُمِّ کلثوم، لعل‌بخش، ﷲ",
    "Pashto": "ا ب پ ت ټ ث ج ځ چ څ ح خ د ډ ذ ر ړ ز ژ ږ س ش ښ ص ض ط ظ ع غ ف ق ک ګ ل م ن ڼ و ه ۀ ي ې ی ۍ ئ ء",
    "digits": "0123456789 ۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩",
}


@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_every_letter_of_the_languages_has_a_glyph(paper: dict[str, Any], alphabet: str) -> None:
    """The compiler refuses to write a sign that no font of ours draws, so a page is the proof."""
    for face in ("nastaliq", "naskh") if alphabet != "Pashto" else ("naskh",):
        assert render(paper | {"holder_ur": ALPHABETS[alphabet], "holder_ur_face": face})


def test_urdu_is_joined_and_not_a_row_of_single_letters(paper: dict[str, Any]) -> None:
    """Letters parted by a non-joiner stand alone and take more room than the joined word."""
    joined, parted = "محمدمحمد", "\u200c".join("محمدمحمد")

    def ink(name: str) -> int:
        drawn = picture(render(paper | {"holder": "", "holder_ur": name, "specimen": False}), 60)
        width, height = drawn.size
        middle = drawn.crop((int(width * 0.1), int(height * 0.30), int(width * 0.9), int(height * 0.5)))
        left, _, right, _ = middle.point(lambda value: 255 if value < 128 else 0).getbbox()
        return right - left

    assert ink(joined) < ink(parted) * 0.8


@pytest.mark.django_db
def test_fonts_are_ours_and_inside_the_file() -> None:
    document = pdf(make_award())
    names = {name.decode() for name in re.findall(rb"/FontName/[A-Z]{6}\+([A-Za-z0-9-]+)", document)}
    assert names
    assert all(name.startswith(("NotoSans", "NotoNastaliqUrdu", "NotoNaskhArabic")) for name in names)
    assert len(re.findall(rb"/FontFile[23]? ", document)) >= len(names)


@pytest.mark.django_db
def test_the_files_metadata_say_no_more_than_the_page() -> None:
    award = make_award(make_holder(display_name="Canary-display", username="canaryuser"))
    document = pdf(award)
    metadata = pages(document).get_metadata_dict()
    assert metadata["Title"] == "Certificate of completion: Zarmina Gul, Graphic design"
    assert metadata["Author"] == "Youth Employment Programme"
    assert not metadata["Subject"] + metadata["Keywords"]
    for private in (award.uuid, award.enrolment_uuid, award.person.uuid, award.evidence["cohort"]):
        assert str(private).encode() not in document
    for word in (b"anary", b"minutes", b"score", award.evidence["standing"]["edition"]["hash"].encode()):
        assert word not in document


@pytest.mark.django_db
def test_the_file_is_tagged_and_of_archive_quality() -> None:
    document = pdf(make_award())
    assert b"/MarkInfo" in document
    assert b"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in document


@pytest.mark.django_db
def test_a_specimen_says_so_in_both_languages_and_a_certificate_does_not() -> None:
    assert "SPECIMEN" in words_on(pdf(make_award(specimen=True)))
    assert "SPECIMEN" not in words_on(pdf(make_award()))


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg, a reader of QR codes, is not on this machine")
@pytest.mark.django_db
@pytest.mark.parametrize("dpi", [72, 100, 150])
@pytest.mark.parametrize("specimen", [True, False])
def test_the_qr_code_leads_to_the_award(dpi: int, specimen: bool) -> None:
    award = make_award(specimen=specimen)
    image = io.BytesIO()
    picture(pdf(award), dpi).save(image, "png")
    seen = subprocess.run(["zbarimg", "-q", "--raw", "-"], input=image.getvalue(), capture_output=True, check=True)
    assert seen.stdout.decode().strip() == verify_address(award)
    assert group_code(award.code).replace("-", "") in verify_address(award)
