import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageEnhance

from paripurna.platform.files.reading import likeness
from tests.platform.files.reading import made

BITS = st.integers(-(2**63), 2**63 - 1)
WORDS = [
    "anak",
    "kota",
    "layak",
    "hak",
    "lindung",
    "forum",
    "kelurahan",
    "sekolah",
    "ramah",
    "data",
    "tahun",
    "dinas",
    "rapat",
    "hadir",
    "sehat",
]


def scene(seed):
    """A picture with light and shade in the large, as photos have."""
    dice = random.Random(seed)
    coarse = Image.new("L", (6, 5))
    coarse.putdata([dice.randrange(256) for _ in range(30)])
    return coarse.resize((480, 400), Image.Resampling.BICUBIC)


def prose(seed, count=400):
    dice = random.Random(seed)
    return [f"{dice.choice(WORDS)}{dice.randrange(40)}" for _ in range(count)]


def compressed(picture):
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=30)
    return Image.open(out)


class TestPictures:
    @pytest.mark.parametrize(
        "changed",
        [
            lambda picture: picture.resize((120, 100)),
            compressed,
            lambda picture: ImageEnhance.Brightness(picture).enhance(1.3),
            lambda picture: picture.crop((4, 4, 476, 396)),
        ],
        ids=["smaller", "compressed", "brighter", "cropped a little"],
    )
    def test_know_a_picture_again(self, changed):
        for seed in range(20):
            same = likeness.picture_hash(changed(scene(seed)))
            assert likeness.hamming(likeness.picture_hash(scene(seed)), same) <= likeness.NEAR_BITS

    def test_tell_others_apart(self):
        hashes = [likeness.picture_hash(scene(seed)) for seed in range(40)]
        distances = [likeness.hamming(a, b) for place, a in enumerate(hashes) for b in hashes[:place]]

        assert min(distances) > likeness.NEAR_BITS
        assert 28 < sum(distances) / len(distances) < 36

    def test_say_nothing_of_blank_paper(self):
        assert likeness.picture_hash(Image.new("RGB", (100, 140), "white")) is None
        assert likeness.picture_hash(made.scan()) is not None

    @given(BITS, st.sets(st.integers(0, 63), max_size=likeness.NEAR_BITS))
    def test_near_ones_share_a_band(self, bits, flipped):
        other = bits
        for place in flipped:
            other ^= 1 << place if place < 63 else -(1 << 63)

        assert likeness.hamming(bits, other) == len(flipped)
        assert set(likeness.picture_bands(bits)) & set(likeness.picture_bands(other))

    @given(BITS)
    def test_bands_name_their_place(self, bits):
        bands = likeness.picture_bands(bits)

        assert len(set(bands)) == likeness.PICTURE_BANDS
        assert sum((band & 0xFF) << 8 * (band >> 8) for band in bands) == bits % 2**64


class TestTexts:
    @pytest.mark.parametrize("changed", [0, 10, 40, 120])
    def test_estimate_what_is_shared(self, changed):
        for seed in range(8):
            words = prose(seed)
            other = [*prose(seed + 1000, changed), *words[changed:]]

            told = likeness.jaccard_estimate(likeness.text_print(" ".join(words)), likeness.text_print(" ".join(other)))

            assert told == pytest.approx(shared(words, other), abs=0.16)

    def test_ignore_case_and_punctuation(self):
        words = prose(1)

        assert likeness.text_print(" ".join(words)) == likeness.text_print(",\n".join(words).upper())

    def test_find_near_ones_by_a_band_and_few_others(self):
        prints = [likeness.text_print(" ".join(prose(seed))) for seed in range(60)]
        near = [likeness.text_print(" ".join([*prose(seed)[:370], *prose(seed + 500, 30)])) for seed in range(60)]
        bands = [set(likeness.text_bands(values)) for values in prints]

        found = [
            [place for place, own in enumerate(bands) if own & set(likeness.text_bands(values))] for values in near
        ]

        assert found == [[place] for place in range(60)]

    def test_say_nothing_of_a_few_words(self):
        assert likeness.text_print("Surat pengantar dari kelurahan") is None

    def test_stay_the_same_for_ever(self):
        """Prints are stored: another way of counting them would make all old ones strangers."""
        values = likeness.text_print(" ".join(WORDS * 2))

        assert values[:2] == (339717747, 327486629)
        assert likeness.text_bands(values)[0] == 3095271040145719498

    def test_bands_fit_into_a_database(self):
        for seed in range(20):
            bands = likeness.text_bands(likeness.text_print(" ".join(prose(seed))))
            assert len(bands) == likeness.TEXT_BANDS
            assert all(-(2**63) <= band < 2**63 for band in bands)


def shared(one, other):
    mine, yours = ({tuple(words[at : at + 3]) for at in range(len(words) - 2)} for words in (one, other))
    return len(mine & yours) / len(mine | yours)
