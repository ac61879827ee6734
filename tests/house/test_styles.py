"""Pages use the classes of the house and those that it borrows from Tabler, and no others."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
CLASSES = re.compile(r'\bclass="([^"]*)"')


def list_named() -> set[str]:
    """Classes in templates. One that is put together of pieces shows its pieces, which are no classes."""
    texts = (TAG.sub(" ", page.read_text(encoding="utf-8")) for page in (ROOT / "src").rglob("*.html"))
    return {name for text in texts for names in CLASSES.findall(text) for name in names.split()}


def test_templates_name_classes_that_the_styles_have() -> None:
    borrowed = set((ROOT / "frontend/tabler.txt").read_text(encoding="utf-8").split())

    assert {name for name in list_named() if not name.startswith("p-")} <= borrowed, "add it to frontend/tabler.txt"
