"""Papers set by Typst, which needs no system libraries: words and numbers go in as JSON, a PDF comes out.

Typst works in a child: it keeps what it has set for the next paper, some 50 MB, and gives them back only by ending.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FONTS, CHILD = Path(__file__).parent / "fonts", Path(__file__).parent / "child.py"
Typeset = Callable[[Path, Mapping[str, Any]], bytes]


class TypesettingFailed(Exception):
    """Typst could not set a paper; what it said stands in the log."""


@contextmanager
def typesetter() -> Iterator[Typeset]:
    """This function will give a function that sets papers: `typeset(template, content)` returns a PDF with tags.

    The template finds `content` as JSON in `sys.inputs.content`: nothing in it is markup. Raises `TypesettingFailed`.
    """
    with subprocess.Popen([sys.executable, "-I", CHILD, FONTS], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        try:
            yield lambda template, content: _set(child, template, content)
        finally:
            child.kill()


def typeset(template: Path, content: Mapping[str, Any]) -> bytes:
    """This function will set one paper. Raises `TypesettingFailed`."""
    with typesetter() as set_paper:
        return set_paper(template, content)


def _set(child: subprocess.Popen[bytes], template: Path, content: Mapping[str, Any]) -> bytes:
    """A line with the task goes over; a line with the length of the paper comes back, then the paper."""
    if child.stdin is None or child.stdout is None:
        raise TypesettingFailed
    try:
        child.stdin.write(json.dumps([str(template), json.dumps(content, ensure_ascii=False)]).encode() + b"\n")
        child.stdin.flush()
    except BrokenPipeError as error:
        raise TypesettingFailed(template.name) from error
    length = child.stdout.readline()
    if not length:
        raise TypesettingFailed(template.name)
    return child.stdout.read(int(length))
