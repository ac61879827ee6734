"""What the authors' page shows is an edition that works."""

from __future__ import annotations

import re
from pathlib import Path

from paripurna.core.instrument.loader import read_edition
from paripurna.core.instrument.rules import RULES
from paripurna.core.instrument.shelf import SHIPPED, list_folders

PAGE = (SHIPPED / "README.md").read_text("utf-8")


class TestReadme:
    def test_worked_example_is_sound(self, tmp_path: Path):
        for name, text in re.findall(r"```yaml\n# (\S+\.yaml)\n(.*?)```", PAGE, re.DOTALL):
            (tmp_path / name).write_text(text, "utf-8")

        reading = read_edition(tmp_path)

        assert reading.problems == ()
        assert reading.edition.reference == "taman-baca@1"

    def test_names_every_shipped_edition_and_every_kind(self):
        assert all(f"`{folder.name}/`" in PAGE for folder in list_folders())
        assert all(f"| `{kind}` |" in PAGE for kind in RULES)
