"""Indonesian is complete: nobody meets an English sentence on an Indonesian page."""

from paripurna.cli.translations import CATALOG, HEADER, list_untold, merge_catalog, read_catalog


class TestIndonesian:
    def test_says_every_sentence(self):
        assert [f"{untold.why}: {untold.sentence}" for untold in list_untold()] == []

    def test_holds_nothing_that_is_no_longer_said(self):
        said = {message.id for message in merge_catalog()}

        assert [message.id for message in read_catalog() if message.id and message.id not in said] == []

    def test_keeps_its_stable_form(self):
        text = CATALOG.read_bytes()

        assert text.startswith(HEADER)
        assert b"#: " not in text
