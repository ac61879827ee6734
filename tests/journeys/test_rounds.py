"""The pages of a round, seen on a phone and at a desk, by day and by night, and held against WCAG 2.2 AA."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment.forecasting.actions import make_forecasts
from tests.factories.assessment import NOW, make_living_city
from tests.factories.roadmap import adopt_with_costs
from tests.journeys.browser import DESK, PHONE, Visitor

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
    "prakiraan": "prakiraan/",
    "prakiraan-pertanyaan": "prakiraan/pertanyaan/",
    "bagaimana-jika": "prakiraan/bagaimana-jika/?soal=1.1&soal=2.1&nilai-2.1=99&klaster=K1",
    "ketepatan": "prakiraan/ketepatan/",
    "banding": "evaluasi/banding/",
    "daerah-lain": "evaluasi/daerah-lain/",
    "bawa": "evaluasi/{code}/bawa/",
    "tugas": "tugas/",
    "impor": "evaluasi/{code}/impor/",
    "peta-jalan": "peta-jalan/",
    "jadwal": "peta-jalan/jadwal/",
    "langkah": "peta-jalan/langkah/{step}/",
    "katalog": "peta-jalan/katalog/",
    "impor-katalog": "peta-jalan/katalog/impor/",
    "langkah-katalog": "peta-jalan/katalog/{move}/",
    "skenario": "peta-jalan/skenario/",
    "skenario-rinci": "peta-jalan/skenario/{scenario}/",
    "rencana": "peta-jalan/skenario/{scenario}/rencana/{solution}/",
}


@pytest.fixture
def codes() -> dict[str, UUID]:
    """A living city with a forecast and an adopted road map: what its addresses name."""
    running = make_living_city()
    make_forecasts(at=NOW)
    plan = adopt_with_costs(running, by=User.objects.get(username="sekar"))
    step = plan.steps.select_related("move").earliest("starts_on")
    parts = {"code": running, "step": step, "move": step.move, "scenario": plan.solution.scenario}
    return {name: part.code for name, part in {**parts, "solution": plan.solution}.items()}


LOOKS = {"desk by day": (DESK, "light"), "phone at night": (PHONE, "dark")}


class TestRoundPages:
    def test_can_be_used_by_everyone_on_a_phone_at_night_and_at_a_desk_by_day(
        self, visitor: Visitor, codes: dict[str, UUID]
    ) -> None:
        visitor.sign_in(User.objects.get(username="sekar"))

        assert "\n".join(find_faults(visitor, codes)) == ""


def find_faults(visitor: Visitor, codes: dict[str, UUID]) -> Iterator[str]:
    """This function will yield what is wrong with each page, opened in one way and turned to the other."""
    looks = list(LOOKS.items())
    visitor.turn(*looks[0][1])
    for page, path in PAGES.items():
        visitor.open(f"{CITY}{path.format(**codes)}")
        for name, look in looks:
            visitor.turn(*look)
            visitor.look(f"{page}-{name}")
            yield from (f"{page}, {name}: {problem}" for problem in visitor.find_faults())
        looks.reverse()  # the next one is opened as this one was left
