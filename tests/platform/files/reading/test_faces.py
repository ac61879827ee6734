"""Where faces are and that they are gone. How many are found is measured on photographs: docs/reference/membaca-berkas.md."""

import io

import pytest
from PIL import Image, ImageChops, ImageDraw

from paripurna.platform.files import store
from paripurna.platform.files.reading import faces
from paripurna.platform.files.reading.inside import cascades
from paripurna.platform.files.reading.types import Box, Trouble, Unread
from paripurna.platform.files.types import MediaType
from tests.platform.files.reading import made

pytestmark = pytest.mark.django_db
FACE = Box(0.25, 0.25, 0.25, 0.25)


def chequered(size=400, field=4):
    """A picture in which every dot tells something."""
    picture = Image.new("RGB", (size, size), "white")
    pen = ImageDraw.Draw(picture)
    for row in range(0, size, field):
        for column in range(row % (2 * field), size, 2 * field):
            pen.rectangle((column, row, column + field - 1, row + field - 1), fill="black")
    return picture


def shown(key):
    return Image.open(io.BytesIO(b"".join(store.read(key)))).convert("L")


@pytest.fixture
def photo(stored):
    return stored(made.as_bytes(chequered()), MediaType.PNG)


class TestFindFaces:
    def test_sees_none_on_a_letter_or_a_pattern(self, stored, photo):
        assert faces.find_faces(stored(made.pdf(["surat"]), MediaType.PDF)) == ()
        assert faces.find_faces(photo) == ()

    def test_takes_two_boxes_on_one_face_for_one(self):
        assert cascades._one_each([(10, 10, 50, 50), (12, 8, 60, 60), (200, 10, 50, 50)]) == [
            (12, 8, 60, 60),
            (200, 10, 50, 50),
        ]

    def test_opens_nothing_else(self, stored):
        with pytest.raises(Unread) as unread:
            faces.find_faces(stored(b"a;b", MediaType.CSV))

        assert unread.value.trouble == Trouble.KIND


class TestGetBlurredKey:
    def test_leaves_nothing_of_a_face(self, photo):
        picture = shown(faces.get_blurred_key(photo, [FACE]))

        dots = picture.crop((105, 105, 195, 195)).getextrema()
        assert dots[1] - dots[0] < 64  # no trace of black and white fields

    def test_leaves_the_rest(self, photo):
        difference = ImageChops.difference(shown(faces.get_blurred_key(photo, [])), chequered().convert("L"))

        assert sum(difference.histogram()[64:]) < 0.02 * 400 * 400

    def test_makes_another_picture_for_other_boxes_and_deletes_the_earlier_one(self, photo):
        first = faces.get_blurred_key(photo, [FACE])
        assert faces.get_blurred_key(photo, [FACE]) == first

        second = faces.get_blurred_key(photo, [FACE, Box(0.7, 0.7, 0.1, 0.1)])

        assert second != first
        assert not store.exists(first)

    def test_keeps_all_widths_of_the_same_boxes(self, photo):
        small, large = (faces.get_blurred_key(photo, [FACE], width=width) for width in (160, 640))

        assert store.exists(small)
        assert shown(small).width == 160
        assert shown(large).width == 400

    def test_reaches_the_edge(self, photo):
        picture = shown(faces.get_blurred_key(photo, [Box(0, 0, 1, 1), Box(0.999, 0.999, 1, 1)]))

        assert len(set(picture.resize((5, 5), Image.Resampling.BOX).tobytes())) <= 25


@pytest.mark.parametrize("place", [(-0.1, 0, 1, 1), (0, 0, 0, 1), (0, 0, 1, 1.1), (2, 0, 1, 1)])
def test_a_box_lies_inside_its_picture(place):
    with pytest.raises(ValueError, match="inside"):
        Box(*place)
