"""What somebody might bring to do harm, or by mistake: each is refused for its own reason, in a sentence."""

import time

import pytest

from paripurna.platform.files.sniffing import media_type_of
from paripurna.platform.files.types import FileRefused, MediaType, Refusal
from tests.platform.files import dangerous, samples

SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
PDF, JPEG, ZIP = samples.pdf(), samples.jpeg(), samples.archive(**{"a.txt": b"isi"})
EXIF = b"<?php system($_GET[0]); ?>"


@pytest.fixture
def judge(tmp_path):
    def judge(content, name="berkas"):
        file = tmp_path / "content"
        file.write_bytes(content)
        return media_type_of(file, name)

    return judge


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(dangerous.paper(b"/OpenAction 4 0 R", SCRIPT), "ACTIVE", id="script-on-opening"),
        pytest.param(dangerous.paper(b"/AA<</WC 4 0 R>>", SCRIPT), "ACTIVE", id="script-on-closing"),
        pytest.param(
            dangerous.paper(b"/OpenAction 4 0 R", b"<</S/J#61va#53cript/JS(1)>>"), "ACTIVE", id="script-spelled-oddly"
        ),
        pytest.param(dangerous.paper(b"/OpenAction<</S/Launch/F(cmd.exe)>>"), "ACTIVE", id="program-on-opening"),
        pytest.param(dangerous.paper(b"/Names<</EmbeddedFiles<</Names[]>>>>"), "ACTIVE", id="attachment"),
        pytest.param(dangerous.paper(b"", b"<</Type/Annot/Subtype/RichMedia>>"), "ACTIVE", id="film-that-runs"),
        pytest.param(dangerous.packed_paper(SCRIPT), "ACTIVE", id="script-packed"),
        pytest.param(dangerous.packed_paper(SCRIPT, twice=True), "ACTIVE", id="script-packed-twice"),
        pytest.param(
            dangerous.locked_paper("", script="app.alert(1)"),
            "ACTIVE",
            id="script-locked",
        ),
        pytest.param(dangerous.locked_paper("rahasia"), "ENCRYPTED", id="paper-with-password"),
        pytest.param(dangerous.paper(pages=20_000), "PAGES", id="paper-of-20000-pages"),
        pytest.param(PDF + ZIP, "MIXED", id="paper-and-archive"),
        pytest.param(b"bukan\n" + PDF, "MIXED", id="paper-behind-junk"),
        pytest.param(b"\x00\x01\x02" * 9 + PDF, "MIXED", id="paper-behind-bytes"),
        pytest.param(JPEG + ZIP, "MIXED", id="photograph-and-archive"),
        pytest.param(JPEG + b"<script>alert(1)</script>", "MIXED", id="photograph-and-script"),
        pytest.param(JPEG[:2] + b"\xff\xfe\x00\x1c" + EXIF + JPEG[2:], "MIXED", id="photograph-with-php"),
        pytest.param(b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)", "KIND", id="picture-and-script"),
        pytest.param(b"GIF89a=1;alert(1);//", "KIND", id="picture-that-is-script"),
        pytest.param("<svg onload='x'/>".encode("utf-16"), "KIND", id="drawing-in-utf-16"),
        pytest.param(JPEG[: len(JPEG) - 30], "BROKEN", id="photograph-cut-off"),
        pytest.param(dangerous.heic()[:-40], "BROKEN", id="heic-cut-off"),
        pytest.param(dangerous.zip_marked_locked(), "ENCRYPTED", id="archive-with-password"),
        pytest.param(dangerous.locked_office(), "ENCRYPTED", id="office-with-password"),
        pytest.param(dangerous.overlapping_zip(), "BOMB", id="archive-that-overlaps"),
        pytest.param(
            samples.document(
                **{
                    "word/_rels/settings.xml.rels": b'<Relationships><Relationship Id="1" Type="http://x/attachedTemplate" '
                    b'Target="http://contoh/x.dotm" TargetMode="External"/></Relationships>'
                }
            ),
            "ACTIVE",
            id="document-with-a-distant-template",
        ),
    ],
)
def test_is_refused_for_its_own_reason(judge, content, reason):
    with pytest.raises(FileRefused) as refused:
        judge(content)

    assert refused.value.reason == Refusal(reason)
    assert len(str(refused.value)) > 20


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        pytest.param(dangerous.paper(), MediaType.PDF, id="paper"),
        pytest.param(b"\xef\xbb\xbf\n" + dangerous.paper(), MediaType.PDF, id="paper-behind-a-blank-line"),
        pytest.param(dangerous.paper(b"/OpenAction[3 0 R/Fit]"), MediaType.PDF, id="paper-that-opens-at-a-page"),
        pytest.param(dangerous.packed_paper(b"<</S/GoTo/D[3 0 R/Fit]>>"), MediaType.PDF, id="paper-packed"),
        pytest.param(dangerous.packed_paper(b"<</S/GoTo/D[3 0 R/Fit]>>", twice=True), MediaType.PDF, id="packed-twice"),
        pytest.param(dangerous.locked_paper(""), MediaType.PDF, id="paper-that-may-be-read-by-all"),
        pytest.param(dangerous.heic(), MediaType.HEIC, id="heic"),
        pytest.param(JPEG + bytes(2000), MediaType.JPEG, id="photograph-with-what-the-phone-adds"),
    ],
)
def test_is_taken_for_what_it_is(judge, content, kind):
    assert judge(content, "berkas.bin") == kind


def test_counts_many_pages_fast(judge, settings):
    settings.FILES_MAX_PAGES = 20_000
    content = dangerous.paper(pages=20_000)

    began = time.perf_counter()
    judge(content)

    assert time.perf_counter() - began < 5
