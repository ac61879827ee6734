import io

import pytest
from django.test import RequestFactory
from PIL import Image

from paripurna.platform.files import actions
from paripurna.platform.files.serving import name_for, serve
from tests.factories.platform import NOW
from tests.platform.files import samples

pytestmark = pytest.mark.django_db
TEXT = b"0123456789"


@pytest.fixture
def text():
    return actions.keep(chunks=[TEXT], filename="a.txt", at=NOW)


@pytest.fixture
def photo():
    return actions.keep(chunks=[samples.jpeg()], filename="foto.jpg", at=NOW)


def get(file, name="catatan rapat.txt", *, inline=False, **headers):
    request = RequestFactory().get("/", headers={key.replace("_", "-"): value for key, value in headers.items()})
    return serve(request, file, name, inline=inline)


def body(response):
    return b"".join(response.streaming_content)


class TestServe:
    def test_sends_the_whole_to_be_saved(self, text):
        response = get(text)

        assert body(response) == TEXT
        assert response["Content-Length"] == "10"
        assert response["Content-Disposition"] == 'attachment; filename="catatan rapat.txt"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"].startswith("default-src 'none'")
        assert response["Cache-Control"] == "private, no-cache"

    def test_shows_in_place_only_what_a_browser_shows_safely(self, text, photo):
        assert get(text, inline=True)["Content-Disposition"].startswith("attachment")
        assert get(photo, "foto.jpg", inline=True)["Content-Disposition"].startswith("inline")

    @pytest.mark.parametrize(
        ("asked", "part", "told"),
        [
            ("bytes=2-4", b"234", "bytes 2-4/10"),
            ("bytes=7-", b"789", "bytes 7-9/10"),
            ("bytes=-2", b"89", "bytes 8-9/10"),
            ("bytes=-50", TEXT, "bytes 0-9/10"),
            ("bytes=5-99", b"56789", "bytes 5-9/10"),
        ],
    )
    def test_sends_the_range_that_was_asked_for(self, text, asked, part, told):
        response = get(text, range=asked)

        assert response.status_code == 206
        assert body(response) == part
        assert (response["Content-Range"], response["Content-Length"]) == (told, str(len(part)))

    @pytest.mark.parametrize("asked", ["bytes=10-", "bytes=5-4", "bytes=-0"])
    def test_refuses_a_range_outside_the_file(self, text, asked):
        response = get(text, range=asked)

        assert response.status_code == 416
        assert response["Content-Range"] == "bytes */10"

    @pytest.mark.parametrize("asked", ["bytes=", "bytes=-", "lines=1-2", "bytes=0-1,3-4"])
    def test_sends_the_whole_for_a_range_it_does_not_know(self, text, asked):
        assert body(get(text, range=asked)) == TEXT

    def test_sends_the_whole_when_the_range_is_of_another_version(self, text):
        assert get(text, range="bytes=2-4", if_range='"lain"').status_code == 200
        assert get(text, range="bytes=2-4", if_range=f'"{text.hash}"').status_code == 206

    def test_sends_nothing_that_the_browser_has_already(self, text):
        assert get(text, if_none_match=f'"{text.hash}"').status_code == 304

    def test_shows_a_picture_without_what_the_camera_noted(self, photo, kept):
        content = body(get(photo, "foto.jpg"))

        with Image.open(io.BytesIO(content)) as shown:
            assert shown.size == (40, 60)  # upright
            assert not shown.getexif()
            assert "comment" not in shown.info
        assert b"Sri" not in content
        assert body(get(photo, "foto.jpg")) == content
        assert len(kept()) == 2  # the original stays; what is shown is made once

    @pytest.mark.parametrize(
        ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("JPEG", "CMYK"), ("WEBP", "RGB")]
    )
    def test_shows_pictures_of_every_mode(self, kind, mode):
        file = actions.keep(chunks=[samples.picture(kind, mode)], filename="gambar", at=NOW)

        with Image.open(io.BytesIO(body(get(file)))) as shown:
            shown.load()
            assert shown.format == kind


class TestNameFor:
    @pytest.mark.parametrize(
        ("brought", "given"),
        [
            ("SK Wali Kota.TXT", "SK Wali Kota.TXT"),
            ("laporan.exe", "laporan.exe.txt"),
            ("../../etc/passwd", "passwd.txt"),
            ("C:\\data\\a.txt", "a.txt"),
            ("", "berkas.txt"),
        ],
    )
    def test_ends_in_what_the_file_is(self, text, brought, given):
        assert name_for(text.kind, brought) == given

    def test_knows_both_endings_of_a_photograph(self, photo):
        assert name_for(photo.kind, "a.jpeg") == "a.jpeg"

    def test_cannot_break_the_header(self, text):
        assert "\n" not in get(text, 'a"\r\nSet-Cookie: x=1.txt')["Content-Disposition"]
