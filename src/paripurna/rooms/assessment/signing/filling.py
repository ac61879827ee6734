"""Templates filled with the figures of a stage, and read back as what a person will see."""

from __future__ import annotations

import io
import zipfile

from django.utils.translation import gettext as _
from docx.document import Document as Paper
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Pt
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml.etree import LxmlError

from paripurna.rooms.assessment.signing.guarding import PaperEnvironment
from paripurna.rooms.assessment.signing.placeholders import Values, build_example
from paripurna.rooms.assessment.signing.types import BadTemplate

EXAMPLE = "CONTOH: semua angka dan nama di naskah ini rekaan. Bukan naskah dinas."
BROKEN = (PackageNotFoundError, zipfile.BadZipFile, LxmlError, KeyError, ValueError, AttributeError, TypeError)


def fill(template: bytes, values: Values, *, is_example: bool) -> bytes:
    """This function will return the filled document. Raises `BadTemplate` that says what is wrong with the template."""
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(values, PaperEnvironment(), autoescape=True)
    except TemplateError as error:
        raise BadTemplate(_say(error)) from error
    except BROKEN as error:
        raise BadTemplate(_("The template cannot be opened as a Word document (.docx). Save it anew.")) from error
    if is_example:
        _mark_example(document.docx)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def try_template(template: bytes) -> bytes:
    """This function will fill a template with examples. Raises `BadTemplate`, also when what comes out cannot be opened."""
    filled = fill(template, build_example(), is_example=True)
    try:
        DocxTemplate(io.BytesIO(filled)).init_docx()
    except BROKEN as error:
        raise BadTemplate(_("Filled, the template gives no document that Word could open. Check its rows.")) from error
    return filled


def _say(error: TemplateError) -> str:
    words = {"why": str(error.message or error).split("\n")[0][:160]}
    return _("The template has a placeholder or a row that is not closed, or closed twice: %(why)s") % words


def _mark_example(paper: Paper) -> None:
    """Whatever the template says, a paper of an example round says that it is one, on top of its first page."""
    first = paper.element.body[0]
    mark = paper.add_paragraph()
    mark.add_run(EXAMPLE).bold = True
    mark.paragraph_format.space_after = Pt(12)
    first.addprevious(mark._element)  # noqa: SLF001 -- Word's own element; python-docx has no other name for it
