from datetime import timedelta

import pytest

from paripurna.platform.files.reading import papers
from paripurna.platform.files.reading.types import Trouble, Unread, Verdict
from paripurna.platform.files.types import MediaType
from tests.factories.platform import NOW
from tests.platform.files.reading import made, signing

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(stored):
    return lambda content: papers.read_paper(stored(content, MediaType.PDF), at=NOW)


@pytest.fixture
def trust(settings, tmp_path):
    """Our own folder of authorities, with the root of the throwaway chain."""
    folder = tmp_path / "penerbit"
    folder.mkdir()
    (folder / "root.pem").write_bytes(signing.authority().pem)
    settings.FILES_TRUST_ROOTS = str(folder)


class TestReadPaper:
    def test_says_what_a_plain_paper_is(self, read):
        paper = read(made.pdf(["a", "b"]))

        assert (paper.page_count, paper.is_encrypted, paper.signatures, paper.is_signed) == (2, False, (), False)

    def test_knows_a_signer_whose_authority_we_trust(self, read, trust):
        paper = read(signing.signed())

        (signature,) = paper.signatures
        assert signature.verdict == Verdict.VALID
        assert (signature.signer, signature.organization) == ("Budi Santoso", "Pemerintah Kota Uji")
        assert signature.authority == "Penerbit Sertifikat Uji"
        assert (signature.signed_at, signature.is_time_proved) == (signing.DAY, False)
        assert signature.covers_whole_document
        assert paper.is_signed

    def test_says_intact_of_a_stranger(self, read, settings):
        settings.FILES_TRUST_ROOTS = ""
        paper = read(signing.signed())

        assert paper.signatures[0].verdict == Verdict.STRANGER
        assert paper.signatures[0].signer == "Budi Santoso"
        assert paper.is_signed

    def test_finds_a_word_that_was_changed(self, read, trust):
        paper = read(signing.tampered())

        assert paper.signatures[0].verdict == Verdict.BROKEN
        assert not paper.is_signed

    def test_finds_what_was_added_after_the_signature(self, read, trust):
        paper = read(signing.appended())

        assert paper.signatures[0].verdict == Verdict.CHANGED
        assert not paper.signatures[0].covers_whole_document
        assert not paper.is_signed

    def test_looks_at_the_certificate_on_the_day_of_signing(self, read, trust):
        late = read(signing.signed(at=signing.DAY + timedelta(days=400)))

        assert late.signatures[0].verdict == Verdict.EXPIRED

    @pytest.mark.parametrize(
        ("content", "trouble"),
        [
            (made.locked_pdf, Trouble.LOCKED),
            (lambda: b"%PDF-1.7 rusak", Trouble.BROKEN),
            (lambda: signing.signed()[:-900], Trouble.BROKEN),
        ],
        ids=["locked", "broken", "cut off"],
    )
    def test_says_why_it_was_not_read(self, read, content, trouble):
        with pytest.raises(Unread) as unread:
            read(content())

        assert unread.value.trouble == trouble

    def test_counts_very_many_pages(self, read):
        assert read(made.empty_pdf(20_000)).page_count == 20_000

    def test_reads_nothing_else(self, stored):
        with pytest.raises(Unread) as unread:
            papers.read_paper(stored(b"a;b", MediaType.CSV), at=NOW)

        assert unread.value.trouble == Trouble.KIND
