import json

import pytest

from paripurna.platform.crypto.keys import KEY_BYTES, add_key, current_ring
from paripurna.platform.crypto.sealing import blind_index, is_sealed, key_id_of, rewrap, seal, unseal
from paripurna.platform.crypto.types import KeyMissing, KeyUnusable, SealBroken

PLACE = "people:7:nik"


@pytest.fixture(autouse=True)
def key_file(settings, tmp_path):
    settings.CRYPTO_KEYS = []
    settings.CRYPTO_KEY_FILE = tmp_path / "var" / "keys.json"
    return settings.CRYPTO_KEY_FILE


class TestSeal:
    @pytest.mark.parametrize("text", ["", "6471012345678901", "Ibu Sri — «contoh» 🙂", "x" * 100_000])
    def test_opens_again(self, text):
        assert unseal(seal(text, PLACE), PLACE) == text

    def test_never_gives_the_same_token_twice(self):
        assert seal("rahasia", PLACE) != seal("rahasia", PLACE)

    def test_says_which_key_wraps_it(self):
        token = seal("rahasia", PLACE)

        assert is_sealed(token)
        assert key_id_of(token) == current_ring().current_id


class TestUnseal:
    def test_refuses_a_token_moved_to_another_record(self):
        token = seal("rahasia", PLACE)

        with pytest.raises(SealBroken):
            unseal(token, "people:8:nik")

    @pytest.mark.parametrize("part", [2, 3])
    def test_refuses_a_changed_token(self, part):
        parts = seal("rahasia", PLACE).split(".")
        parts[part] = ("A" if parts[part][20] != "A" else "B").join((parts[part][:20], parts[part][21:]))

        with pytest.raises(SealBroken):
            unseal(".".join(parts), PLACE)

    @pytest.mark.parametrize("token", ["", "psv1", "psv1.a.b", "terang", "psv9.a.b.c"])
    def test_refuses_what_is_no_token(self, token):
        with pytest.raises(SealBroken):
            unseal(token, PLACE)

    def test_names_the_key_that_is_missing(self, key_file):
        token = seal("rahasia", PLACE)
        lost = current_ring().current_id
        key_file.unlink()

        with pytest.raises(KeyMissing, match=lost):
            unseal(token, PLACE)


class TestRewrap:
    def test_changes_the_key_and_not_the_text(self):
        token = seal("rahasia", PLACE)
        new = add_key()

        again = rewrap(token)

        assert key_id_of(again) == new
        assert again.split(".")[3] == token.split(".")[3]
        assert unseal(again, PLACE) == unseal(token, PLACE) == "rahasia"

    def test_leaves_a_token_of_the_current_key(self):
        token = seal("rahasia", PLACE)

        assert rewrap(token) is token


class TestBlindIndex:
    def test_finds_the_same_text_however_it_is_spelled(self):
        assert blind_index(" Siti Aminah", "people:name") == blind_index("SITI AMINAH ", "people:name")

    def test_tells_columns_apart(self):
        assert blind_index("Siti", "people:name") != blind_index("Siti", "guardians:name")

    def test_stays_when_the_sealing_key_changes(self):
        before = blind_index("Siti", "people:name")
        add_key()

        assert blind_index("Siti", "people:name") == before


class TestKeyRing:
    def test_is_made_once_for_the_owner_alone(self, key_file):
        first = current_ring()

        assert key_file.stat().st_mode & 0o777 == 0o600
        assert current_ring() == first
        assert [path.name for path in key_file.parent.iterdir()] == ["keys.json"]

    def test_refuses_a_file_open_to_others(self, key_file):
        current_ring()
        key_file.chmod(0o640)

        with pytest.raises(KeyUnusable, match="chmod 600"):
            current_ring()

    @pytest.mark.parametrize("content", ["", "[]", json.dumps({"keys": ["pendek"], "index_key": "x"})])
    def test_refuses_a_broken_file(self, key_file, content):
        key_file.parent.mkdir()
        key_file.write_text(content)
        key_file.chmod(0o600)

        with pytest.raises(KeyUnusable):
            current_ring()

    def test_reads_keys_of_the_settings_newest_first(self, settings, key_file):
        old, new, index = ("A" * 43 + "=", "B" * 42 + "E=", "C" * 42 + "I=")
        settings.CRYPTO_KEYS, settings.CRYPTO_INDEX_KEY = [old], index
        token = seal("rahasia", PLACE)

        settings.CRYPTO_KEYS = [new, old]

        assert unseal(rewrap(token), PLACE) == "rahasia"
        assert len(current_ring().key(current_ring().current_id)) == KEY_BYTES
        assert not key_file.exists()
        with pytest.raises(KeyUnusable, match="PARIPURNA_KEYS"):
            add_key()

    def test_wants_an_index_key_beside_keys_of_the_settings(self, settings):
        settings.CRYPTO_KEYS, settings.CRYPTO_INDEX_KEY = ["A" * 43 + "="], ""

        with pytest.raises(KeyUnusable, match="PARIPURNA_INDEX_KEY"):
            current_ring()
