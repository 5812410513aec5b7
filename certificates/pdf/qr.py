"""The QR code of a paper."""

from io import BytesIO

# The quiet zone that readers ask for, in modules.
QUIET = 4


def qr_svg(address: str) -> str:
    """Return ``address`` as a QR code of level M, in the smallest version that holds it, as an SVG text."""
    import segno

    drawn = BytesIO()
    code = segno.make_qr(address, error="m", boost_error=False)
    code.save(drawn, kind="svg", border=QUIET, xmldecl=False, svgclass=None, lineclass=None, dark="#000", light="#fff")
    return drawn.getvalue().decode()
