import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from paripurna.platform.files import actions, queries
from paripurna.platform.files.serving import serve
from paripurna.platform.files.types import Capture
from tests.factories.platform import NOW
from tests.platform.files import dangerous, samples

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Makassar")


def keep(content, name="foto.jpg"):
    return actions.keep(chunks=[content], filename=name, at=NOW)


def photograph(**words):
    exif = Image.Exif()
    exif.get_ifd(0x8769).update({int(key[1:], 16): word for key, word in words.items() if key != "place"})
    exif.get_ifd(0x8825).update(words.get("place", {}))
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "JPEG", exif=exif)
    return out.getvalue()


class TestReadCapture:
    def test_tells_when_and_where_an_iphone_took_it(self):
        capture = queries.read_capture(keep(dangerous.heic(), "IMG.HEIC"), zone=ZONE)

        assert capture.taken_at == datetime(2026, 3, 14, 1, 26, 53, tzinfo=UTC)
        assert (capture.latitude, capture.longitude) == (-1.24, 116.833333)

    def test_takes_the_offset_that_the_camera_noted(self):
        file = keep(photograph(x9003="2026:03:14 09:26:53", x9011="+07:00"))

        assert queries.read_capture(file, zone=ZONE).taken_at == datetime(2026, 3, 14, 2, 26, 53, tzinfo=UTC)

    @pytest.mark.parametrize(
        "words",
        [
            {},
            {"x9003": "0000:00:00 00:00:00"},
            {"x9003": "kemarin"},
            {"place": {1: "S", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)}},
            {"place": {1: "N", 2: (99.0, 0.0, 0.0), 3: "E", 4: (10.0, 0.0, 0.0)}},
            {"place": {1: "N", 2: (9.0, 0.0, 0.0)}},
        ],
    )
    def test_leaves_out_what_makes_no_sense(self, words):
        assert queries.read_capture(keep(photograph(**words)), zone=ZONE) == Capture()

    def test_asks_pictures_alone(self):
        assert queries.read_capture(keep(samples.pdf(), "sk.pdf"), zone=ZONE) == Capture()


class TestServe:
    def body(self, response):
        return b"".join(response.streaming_content)

    def test_shows_an_iphone_photograph_as_jpeg_without_its_place(self, rf):
        shown = serve(rf.get("/"), keep(dangerous.heic(), "IMG.HEIC"), "IMG.HEIC", inline=True)

        assert shown["Content-Type"] == "image/jpeg"
        assert shown["Content-Disposition"] == 'inline; filename="IMG.HEIC.jpg"'
        with Image.open(io.BytesIO(self.body(shown))) as picture:
            assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (60, 40), {})

    def test_hands_the_original_out_to_rooms_that_asked_for_a_right(self, rf):
        photo = keep(samples.jpeg())

        shown, original = (serve(rf.get("/"), photo, "a.jpg", inline=True, original=wish) for wish in (False, True))

        assert self.body(original) == samples.jpeg()
        assert original["Content-Disposition"].startswith("attachment")
        assert shown["ETag"] != original["ETag"]
