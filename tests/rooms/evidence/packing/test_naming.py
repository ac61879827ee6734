"""Names in a pack: readable, safe and short."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paripurna.rooms.evidence.packing.naming import LONGEST_NAME, Names, name_document


class TestNameDocument:
    def test_tells_question_title_and_number(self):
        assert name_document("1.2a", "SK Gugus Tugas", "188.45/71/2024") == "1.2a - SK Gugus Tugas - 188.45-71-2024"

    def test_without_a_number(self):
        assert name_document("21A.4", "Foto rapat", "") == "21A.4 - Foto rapat"

    def test_lets_the_title_give_way_to_the_number(self):
        name = name_document("1.1", "Peraturan Daerah tentang Penyelenggaraan " * 4, "7/2023")

        assert name.startswith("1.1 - Peraturan Daerah")
        assert name.endswith("… - 7-2023")
        assert len(name) <= LONGEST_NAME


class TestNames:
    def test_numbers_what_would_be_one_file_on_some_disks(self):
        names = Names()

        taken = [names.take("1.1", stem, ".pdf") for stem in ("SK", "sk", "SK")]

        assert taken == ["1.1/SK.pdf", "1.1/sk (2).pdf", "1.1/SK (3).pdf"]
        assert names.take("1.2", "SK", ".pdf") == "1.2/SK.pdf"

    @settings(max_examples=40)
    @given(st.lists(st.tuples(st.text(max_size=120), st.text(max_size=60)), max_size=4))
    def test_every_name_is_safe_short_and_its_own(self, documents):
        names = Names()

        taken = [names.take("1.1", name_document("1.1", title, number), ".pdf") for title, number in documents]

        assert len({path.casefold() for path in taken}) == len(taken)
        for path in taken:
            folder, _slash, name = path.partition("/")
            assert folder == "1.1"
            assert len(name) <= LONGEST_NAME
            assert not set('/\\<>:"|?*') & set(name)
            assert name.isprintable()


@pytest.mark.parametrize("title", ["../../etc/passwd", "a\u202egpj.exe", "x\x00y", "CON", ". .", ""])
def test_takes_the_sting_out_of_any_title(title):
    path = Names().take("1.1", name_document("1.1", title, ""), ".pdf")

    assert path.startswith("1.1/1.1 - ")
    assert ".." not in path.split("/")
    assert path.isprintable()
