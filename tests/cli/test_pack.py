"""`paripurna pack verify`: says in Indonesian whether a pack is whole, anywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from paripurna.cli.pack import pack
from tests.platform.bags.bag_files import DECREE, keep, rewrite, without, write_bag


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    file = tmp_path / "paket.zip"
    write_bag(file)
    return file


def _verify(*arguments: object) -> Result:
    return CliRunner().invoke(pack, ["verify", *map(str, arguments)])


class TestVerify:
    def test_says_that_a_pack_is_whole(self, bag: Path) -> None:
        result = _verify(bag)

        assert result.exit_code == 0
        assert "utuh. 2 berkas, 1214 bita, semua sidik jari cocok." in result.output

    def test_names_what_is_wrong_in_indonesian(self, bag: Path) -> None:
        rewrite(bag, without(DECREE), more={"../luar.txt": b"x"})

        result = _verify(bag)

        assert result.exit_code == 1
        assert "TIDAK utuh" in result.output
        assert "data/1/1.1/SK 100% resmi.pdf: hilang" in result.output
        assert "../luar.txt: nama yang keluar dari foldernya; jangan diekstrak" in result.output

    def test_lets_no_name_move_the_terminal(self, bag: Path) -> None:
        rewrite(bag, keep, more={"paket-balikpapan/data/\x1b[2Jhapus": b"x"})

        assert "\x1b" not in _verify(bag).output

    def test_tells_a_pack_that_is_not_the_one_named(self, bag: Path) -> None:
        result = _verify(bag, "--hash", "0" * 64)

        assert result.exit_code == 1
        assert "ini berkas lain" in result.output
        assert _verify(bag, "--hash", json.loads(_verify(bag, "--json").output)["hash"].upper()).exit_code == 0

    def test_tells_everything_as_json(self, bag: Path) -> None:
        rewrite(bag, without(DECREE))

        told = json.loads(_verify(bag, "--json").output)

        assert told["whole"] is False
        assert {"fault": "MISSING", "path": "data/1/1.1/SK 100% resmi.pdf"} in told["problems"]

    def test_says_what_cannot_be_read(self, tmp_path: Path) -> None:
        result = _verify(tmp_path / "tidak-ada.zip")

        assert result.exit_code == 2
        assert "tidak dapat dibaca" in result.output

    def test_needs_neither_django_nor_settings(self, bag: Path) -> None:
        source = (
            "import sys; from paripurna.cli.pack import pack; pack(['verify', sys.argv[1]], standalone_mode=False);"
            "print('django' in sys.modules)"
        )
        path = str(Path(__file__).parents[2] / "src")
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "PARIPURNA"))
        }
        command = [sys.executable, "-c", source, str(bag)]
        done = subprocess.run(
            command, check=False, env={**environment, "PYTHONPATH": path}, capture_output=True, text=True
        )

        assert done.returncode == 0, done.stderr
        assert done.stdout.strip().endswith("False")
