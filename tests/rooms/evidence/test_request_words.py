"""The states as a diagram, and the ready words that people send themselves."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from paripurna.rooms.evidence.requesting.diagram import draw_states
from paripurna.rooms.evidence.requesting.messages import build_letter, build_reminder, read_mobile
from paripurna.rooms.evidence.types import RequestState
from paripurna.rooms.network import queries as network
from tests.factories.requests import make_request

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "permintaan.md"


class TestDiagram:
    def test_stands_in_the_reference_as_the_table_has_it(self):
        assert draw_states() in PAGE.read_text(encoding="utf-8")

    def test_names_every_state(self):
        assert all(state.value in draw_states() for state in RequestState)


class TestReadMobile:
    @pytest.mark.parametrize(
        ("phone", "expected"),
        [
            ("0812-3456-7890", "6281234567890"),
            ("+62 812 3456 7890", "6281234567890"),
            ("81234567890", "6281234567890"),
            ("(0542) 123456", ""),
            ("", ""),
            ("lihat buku", ""),
        ],
    )
    def test_takes_mobile_numbers_alone(self, phone, expected):
        assert read_mobile(phone) == expected


class TestMessages:
    def test_say_what_by_when_and_where_in_indonesian(self, sheet, secretary, settings):
        settings.PUBLIC_URL = "https://kla.contoh.go.id"
        request = make_request(sheet, by=secretary)

        message = build_reminder(request, network.get_agency(sheet.city, "dinkes"))

        text = parse_qs(urlsplit(message.whatsapp_url).query)["text"][0]
        assert "jatuh tempo 1 Desember 2026" in text.lower().replace("desember", "Desember")
        assert f"https://kla.contoh.go.id/daerah/balikpapan/data-dukung/permintaan/{request.code}/" in text
        assert "terlambat" not in text.lower()

    def test_write_one_letter_for_everything_awaited(self, sheet, secretary):
        requests = [make_request(sheet, by=secretary, question=number, kind="foto") for number in ("1.2", "1.3")]

        letter = build_letter(requests, network.get_agency(sheet.city, "dinkes"))

        assert letter.text.count("SK pelindungan anak") == 2
        assert letter.mail_url.startswith("mailto:?subject=")
