"""Draw a QR code."""

from io import BytesIO

import segno


def qr_code(text: str) -> bytes:
    """Draw a text as a QR code: SVG, black on white with its quiet zone, in dark mode too."""
    file = BytesIO()
    segno.make_qr(text, error="m").save(file, kind="svg", scale=4, border=4, light="#ffffff", dark="#16323a")
    return file.getvalue()
