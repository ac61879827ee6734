"""QR codes as SVG, dark on light in every theme so that every camera reads them."""

from __future__ import annotations

import io


def draw_qr(text: str, *, scale: int = 5) -> str:
    """This function will return an SVG drawing of `text`."""
    import segno

    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", scale=scale, border=3, dark="#000", light="#fff", xmldecl=False)
    return out.getvalue().decode("utf-8")


def qr_data_uri(text: str, *, scale: int = 5) -> str:
    """This function will return the drawing as the address of an image."""
    import segno

    return segno.make(text, error="m").svg_data_uri(scale=scale, border=3, dark="#000", light="#fff")
