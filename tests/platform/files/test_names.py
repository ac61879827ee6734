import pytest

from paripurna.platform.files.names import clean_filename, with_extension


@pytest.mark.parametrize(
    ("brought", "clean"),
    [
        ("SK Wali Kota.pdf", "SK Wali Kota.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Sri\\sk.pdf", "sk.pdf"),
        ("lap\u202efdp.exe", "lapfdp.exe"),  # shown as lapexe.pdf
        ("a\u200b\u2066b\u2069\x00\x1b[31m.pdf", "ab[31m.pdf"),
        ("dua\nbaris\r\n\u2028.pdf", "duabaris.pdf"),
        ("Re\u0301sume\u0301.pdf", "Résumé.pdf"),
        ('a<b>c:"d"|e?f*.pdf', "a_b_c__d__e_f_.pdf"),
        ("  .htaccess  ", "htaccess"),
        ("...", "berkas"),
        ("", "berkas"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("x" * 300, "x" * 150),
    ],
)
def test_clean_filename_leaves_what_can_be_seen(brought, clean):
    assert clean_filename(brought) == clean


@pytest.mark.parametrize(
    ("name", "extension", "mended"),
    [
        ("sk.PDF", ".pdf", "sk.PDF"),
        ("sk.exe", ".pdf", "sk.exe.pdf"),
        ("foto.jpeg", ".jpg", "foto.jpeg"),
        ("foto.HEIF", ".heic", "foto.HEIF"),
        ("tanpa", ".txt", "tanpa.txt"),
    ],
)
def test_with_extension_ends_in_what_it_is(name, extension, mended):
    assert with_extension(name, extension) == mended
