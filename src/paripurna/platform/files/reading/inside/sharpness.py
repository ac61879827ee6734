"""How a scan looks to one who must read it: its contrast and how steep its edges are."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from paripurna.platform.files.reading.inside.rendering import open_page
from paripurna.platform.files.reading.types import Look

MEASURED = 1240  # wide: sharpness is compared at one size
DARK, BRIGHT = 1.0, 95.0  # percent of dots: ink covers little of a page
STEEP = 99.5  # percent: the steepest edges


def measure(file: Path, page: int, *, is_pdf: bool) -> Look:
    """This function will measure a page of a PDF or a picture."""
    return look_at(open_page(file, page, MEASURED, is_pdf=is_pdf).convert("L"))


def look_at(scan: Image.Image) -> Look:
    """This function will measure a grey picture."""
    import numpy as np

    small = scan.resize((MEASURED, max(scan.height * MEASURED // scan.width, 2))) if scan.width > MEASURED else scan
    dots = np.asarray(small, np.int16)
    dark, bright = np.percentile(dots, (DARK, BRIGHT))
    contrast = float(bright - dark)
    edges = np.concatenate([np.abs(np.diff(dots, axis=axis)).ravel() for axis in (0, 1)])
    steep = float(np.percentile(edges, STEEP))
    return Look(scan.width, round(contrast, 1), round(steep / contrast, 3) if contrast else 0.0)
