import io
import time
from datetime import timedelta

import pytest
from PIL import Image

from paripurna.platform.files import actions, store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.reading import pages
from paripurna.platform.files.reading.fence import Fence
from paripurna.platform.files.reading.types import Trouble, Unread
from paripurna.platform.files.serving import serve_derived
from paripurna.platform.files.types import FileLost, MediaType
from tests.factories.platform import NOW
from tests.platform.files import samples
from tests.platform.files.reading import made

pytestmark = pytest.mark.django_db


def shown(key):
    return Image.open(io.BytesIO(b"".join(store.read(key))))


def trouble_of(file, **asked):
    with pytest.raises(Unread) as unread:
        pages.get_page_key(file, **asked)
    return unread.value.trouble


@pytest.fixture
def letter(stored):
    return stored(made.pdf(["satu", b"0 g 0 0 595 842 re f"]), MediaType.PDF)


class TestGetPageKey:
    def test_draws_the_page_that_is_asked_for(self, letter):
        picture = shown(pages.get_page_key(letter, page=2, width=300))

        assert (picture.format, picture.size) == ("WEBP", (320, 453))
        assert picture.convert("L").getextrema()[1] < 20

    def test_draws_once(self, letter, monkeypatch):
        key = pages.get_page_key(letter)
        monkeypatch.setattr(Fence, "run", lambda *_words, **_more: pytest.fail("drawn again"))

        assert pages.get_page_key(letter) == key

    def test_turns_a_photo_upright_and_forgets_where_it_was_taken(self, stored):
        key = pages.get_page_key(stored(samples.jpeg(size=(600, 400)), MediaType.JPEG), width=160)

        assert shown(key).size == (160, 240)
        assert not shown(key).getexif()
        assert b"Sri" not in b"".join(store.read(key))

    def test_shows_what_is_transparent_as_paper(self, stored):
        clear = made.as_bytes(Image.new("RGBA", (10, 10), (255, 0, 0, 0)))

        assert shown(pages.get_page_key(stored(clear, MediaType.PNG))).convert("L").getextrema()[0] > 250

    @pytest.mark.parametrize("page", [0, 3, 20_000])
    def test_knows_no_other_page(self, letter, page):
        assert trouble_of(letter, page=page) == Trouble.NO_PAGE
        assert store.list_derived(letter.hash) == []

    def test_draws_the_last_of_very_many(self, stored):
        file = stored(made.empty_pdf(20_000), MediaType.PDF)

        assert shown(pages.get_page_key(file, page=20_000)).size == (320, 453)

    def test_draws_a_very_long_page_small(self, stored):
        assert (
            max(shown(pages.get_page_key(stored(made.pdf(["x"], size=(10, 14_000)), MediaType.PDF), width=1600)).size)
            <= 12_800
        )

    def test_gives_up_what_takes_forever_and_does_not_try_again(self, stored, monkeypatch):
        monkeypatch.setattr(pages, "FENCE", Fence(seconds=2))
        file = stored(made.endless_pdf(), MediaType.PDF)

        assert trouble_of(file) == Trouble.TOO_SLOW
        began = time.monotonic()
        assert trouble_of(file) == Trouble.TOO_SLOW
        assert time.monotonic() - began < 0.5

    def test_refuses_a_huge_picture(self, stored):
        huge = made.as_bytes(Image.new("1", (20_000, 20_000)))

        assert trouble_of(stored(huge, MediaType.PNG)) == Trouble.TOO_HEAVY

    @pytest.mark.parametrize(
        ("content", "kind", "trouble"),
        [
            (b"\xff\xd8\xff rusak", MediaType.JPEG, Trouble.BROKEN),
            (b"%PDF rusak", MediaType.PDF, Trouble.BROKEN),
            (b"a;b", MediaType.CSV, Trouble.KIND),
        ],
    )
    def test_says_what_cannot_be_drawn(self, stored, content, kind, trouble):
        assert trouble_of(stored(content, kind)) == trouble

    def test_says_that_the_original_is_lost(self, letter):
        store.delete(store.key_of(letter.hash))

        with pytest.raises(FileLost):
            pages.get_page_key(letter)

    @pytest.mark.parametrize(("wanted", "given"), [(1, 160), (161, 320), (640, 640), (9_999, 1600)])
    def test_knows_few_widths(self, wanted, given):
        assert pages.fitting_width(wanted) == given


class TestSweep:
    def test_deletes_what_was_made_with_the_original(self, letter, kept):
        pages.get_page_key(letter, width=160)
        pages.get_page_key(letter, width=640)

        actions.sweep_orphans(at=NOW + timedelta(days=2))

        assert kept() == []

    def test_deletes_what_was_made_too_late(self, letter, kept):
        pages.get_page_key(letter)
        StoredFile.objects.all().delete()
        store.delete(store.key_of(letter.hash))

        actions.sweep_orphans(at=NOW)

        assert kept() == []

    def test_keeps_what_was_made_of_a_kept_file(self, letter):
        key = pages.get_page_key(letter)

        actions.sweep_orphans(at=NOW)

        assert store.exists(key)


class TestServeDerived:
    def test_sends_it_for_one_person(self, rf, letter):
        key = pages.get_page_key(letter)

        response = serve_derived(rf.get("/"), key)

        assert b"".join(response.streaming_content) == b"".join(store.read(key))
        assert response["Content-Type"] == "image/webp"
        assert response["Cache-Control"] == "private, no-cache"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert int(response["Content-Length"]) == store.size_of(key)

    def test_sends_it_once(self, rf, letter):
        key = pages.get_page_key(letter)
        tag = serve_derived(rf.get("/"), key)["ETag"]

        assert serve_derived(rf.get("/", headers={"If-None-Match": tag}), key).status_code == 304
        assert serve_derived(rf.get("/"), pages.get_page_key(letter, page=2))["ETag"] != tag

    def test_says_what_is_not_there(self, rf, letter):
        with pytest.raises(FileLost):
            serve_derived(rf.get("/"), store.derived_key_of(letter.hash, "page-9-320.webp"))
