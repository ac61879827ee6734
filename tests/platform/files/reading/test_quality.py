import pytest
from PIL import ImageFilter

from paripurna.platform.files.reading import quality
from paripurna.platform.files.reading.types import Illegible, Look, OcrPage, Trouble, Unread
from paripurna.platform.files.types import MediaType
from tests.platform.files.reading import made

pytestmark = pytest.mark.django_db


class TestMeasure:
    @pytest.mark.parametrize(
        ("change", "why"),
        [
            (lambda scan: scan, None),
            (lambda scan: scan.filter(ImageFilter.GaussianBlur(1)), None),
            (lambda scan: scan.filter(ImageFilter.GaussianBlur(4)), Illegible.BLURRED),
            (lambda scan: scan.point(lambda dot: 225 + dot // 12), Illegible.PALE),
            (lambda scan: scan.point(lambda dot: 0), Illegible.PALE),
            (lambda scan: scan.resize((300, 424)), Illegible.SMALL),
        ],
        ids=["good", "a little soft", "blurred", "pale", "black", "small"],
    )
    def test_says_why_a_scan_can_hardly_be_read(self, stored, change, why):
        look = quality.measure(stored(made.as_bytes(change(made.scan())), MediaType.PNG))

        assert quality.find_illegible(look) == why

    def test_measures_a_page(self, stored):
        look = quality.measure(stored(made.pdf(["", ""], picture=made.scan()), MediaType.PDF), page=2)

        assert quality.find_illegible(look) is None

    def test_measures_nothing_else(self, stored):
        with pytest.raises(Unread) as unread:
            quality.measure(stored(b"a;b", MediaType.CSV))

        assert unread.value.trouble == Trouble.KIND


@pytest.mark.parametrize(("words", "confidence", "why"), [(80, 30, Illegible.UNCERTAIN), (80, 90, None), (2, 10, None)])
def test_doubt_of_the_reader_counts_where_there_are_words(words, confidence, why):
    read = OcrPage(1, "", words, confidence)

    assert quality.find_illegible(Look(1240, 180, 0.5), read) == why
