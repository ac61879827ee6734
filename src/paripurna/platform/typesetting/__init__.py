"""Papers set by Typst, which needs no system libraries: words and numbers go in as JSON, a PDF comes out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"


def typeset(template: Path, content: Mapping[str, Any]) -> bytes:
    """This function will return the PDF of a template, with text that a screen reader can read.

    The template finds `content` as JSON in `sys.inputs.content`: nothing in it is markup.
    """
    import typst

    inputs = {"content": json.dumps(content, ensure_ascii=False)}
    result: bytes = typst.compile(str(template), font_paths=[str(FONTS)], ignore_system_fonts=True, sys_inputs=inputs)
    return result
