import io

import pytest
from pypdf import PdfWriter


@pytest.fixture
def small_paper() -> bytes:
    """A PDF of one page."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()
