import pytest

from paripurna.platform.regions.names import closed_up, core_name, fold, split_type


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Kab. Bogor", "kabupaten bogor"),
        ("KOTA  ADM. Jakarta Selatan", "kota administrasi jakarta selatan"),
        ("Lasara Tanose'o", "lasara tanoseo"),
        ("Udek Du’en", "udek duen"),
        ("Pulo Lon / Pulo Dayah", "pulo lon pulo dayah"),
        ("", ""),
    ],
)
def test_fold_writes_one_form(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("folded", "kind", "core"),
    [
        ("kota administrasi jakarta barat", "kota", "jakarta barat"),
        ("kabupaten kutai kartanegara", "kabupaten", "kutai kartanegara"),
        ("kelurahan manggar", "kelurahan", "manggar"),
        ("balikpapan", "", "balikpapan"),
        ("kotabaru", "", "kotabaru"),
    ],
)
def test_split_type_parts_the_type_from_the_name(folded, kind, core):
    assert split_type(folded) == (kind, core)


def test_core_name_keeps_a_word_that_is_part_of_the_name():
    assert core_name("Kota Baru", "kelurahan") == "kota baru"
    assert core_name("Kota Balikpapan", "kota") == "balikpapan"


def test_closed_up_makes_spacing_indifferent():
    assert closed_up("sungai nangka") == closed_up("sungainangka")
