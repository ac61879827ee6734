"""The pages of a round, seen on a phone and at a desk, by day and by night, and held against WCAG 2.2 AA."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment.models import Round
from tests.factories.assessment import make_living_city
from tests.journeys.browser import DESK, PHONE, Theme, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

CITY = "/daerah/balikpapan/"
PAGES = {
    "beranda": "beranda/",
    "putaran": "evaluasi/",
    "putaran-baru": "evaluasi/baru/",
    "putaran-rinci": "evaluasi/{code}/",
    "kalender": "evaluasi/{code}/kalender/",
    "kesenjangan": "evaluasi/kesenjangan/?klaster=K1&menurut=perangkat-daerah",
    "kehilangan": "evaluasi/kehilangan/",
    "banding": "evaluasi/banding/",
    "daerah-lain": "evaluasi/daerah-lain/",
    "bawa": "evaluasi/{code}/bawa/",
    "tugas": "tugas/",
    "impor": "evaluasi/{code}/impor/",
}


@pytest.fixture
def running() -> Round:
    return make_living_city()


@pytest.mark.parametrize(("size", "theme"), [(PHONE, "dark"), (DESK, "light")], ids=["phone at night", "desk by day"])
class TestRoundPages:
    def test_can_be_used_by_everyone(
        self, arrive: Callable[..., Visitor], running: Round, size: tuple[int, int], theme: Theme
    ) -> None:
        visitor = arrive(size, theme)
        visitor.sign_in(User.objects.get(username="sekar"))
        found = {}
        for name, path in PAGES.items():
            visitor.open(f"{CITY}{path.format(code=running.code)}")
            visitor.screenshot(f"{name}-{size[0]}-{theme}", full=True)
            problems = [*visitor.list_violations(), *(["wide"] if visitor.overflow() > 0 else [])]
            if problems:
                found[name] = problems

        assert "\n".join(f"{name}: {problem}" for name in found for problem in found[name]) == ""


class TestImport:
    def test_walks_from_a_file_to_a_preview_with_every_problem(
        self, arrive: Callable[..., Visitor], running: Round, tmp_path: Path
    ) -> None:
        workbook = tmp_path / "nilai.csv"
        workbook.write_text("No;Nilai\n1.1;12\n1.2a;banyak\n77.7;1\n2.1;3\n", encoding="utf-8")
        visitor = arrive(PHONE)
        visitor.sign_in(User.objects.get(username="sekar"))
        page = visitor.open(f"{CITY}evaluasi/{running.code}/impor/")

        page.set_input_files("input[type=file]", workbook)
        page.locator("main form button.btn-primary").click()
        page.wait_for_load_state()
        visitor.screenshot("impor-kolom", full=True)
        problems = [*visitor.list_violations(), visitor.overflow()]
        page.locator("main form button.btn-primary").click()
        page.wait_for_load_state()
        visitor.screenshot("impor-pratinjau", full=True)

        assert [*problems, *visitor.list_violations(), visitor.overflow()] == [0, 0]
        assert "77.7" in page.locator("main").inner_text()
        assert page.locator("main form button.btn-primary").count() == 0
