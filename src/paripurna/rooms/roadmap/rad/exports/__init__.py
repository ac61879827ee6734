"""The plan as papers: a document to edit, a workbook that can be imported again, a PDF. Always in Indonesian: it is the city's own paper."""

from __future__ import annotations

from importlib import import_module

from django.utils.translation import override

from paripurna.platform.tables.writing import XLSX
from paripurna.rooms.roadmap.rad.matrix import OFFICIAL, Matrix

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRITERS = {"docx": ("document", DOCX), "xlsx": ("workbook", XLSX), "pdf": ("paper", "application/pdf")}
"""By ending: the module whose `write` makes the paper, loaded when it is first asked for, and the media type."""


def write_plan(matrix: Matrix, ending: str) -> tuple[bytes, str]:
    """This function will return the plan in the format of that ending, and its media type. Raises `KeyError` for an unknown one."""
    name, media_type = WRITERS[ending]
    writer = import_module(f"{__name__}.{name}")
    with override(OFFICIAL):
        content: bytes = writer.write(matrix)
    return content, media_type
