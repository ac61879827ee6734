"""Sign-off papers, their templates, and freezing."""

from typing import Any

from tests.factories.assessment import make_round
from tests.matrix.table import CITY, World, page

MANAGERS = "SECRETARIAT"
KIND = CITY | {"kind": "berita-acara"}


def a_stage(world: World) -> dict[str, Any]:
    return CITY | {"code": make_round(world.city).code, "stage": "evaluasi_mandiri"}


def a_paper(world: World) -> dict[str, Any]:
    return a_stage(world) | {"kind": "berita-acara"}


ROWS = [
    page("assessment:papers", a_stage, MANAGERS),
    page("assessment:paper", a_paper, MANAGERS),
    page("assessment:paper_docx", a_paper, MANAGERS),
    page("assessment:paper_pdf", a_paper, MANAGERS),
    page("assessment:paper_unsign", a_paper, MANAGERS, ok=302, method="post"),
    page("assessment:stage_freeze", a_stage, MANAGERS, ok=302, method="post"),
    page("assessment:stage_thaw", a_stage, MANAGERS, ok=302, method="post"),
    page("assessment:paper_templates", CITY, MANAGERS),
    page("assessment:paper_template_add", KIND, MANAGERS, ok=422, method="post"),
    page("assessment:paper_template_use", KIND, MANAGERS, ok=302, method="post"),
    page("assessment:paper_template", KIND, MANAGERS),
]
