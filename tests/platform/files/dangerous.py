"""Files that are not what they seem, made small."""

import io
import struct
import zlib

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.platform.files import samples

HEAD = b"%PDF-1.5\n"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def paper(catalog: bytes = b"", *more: bytes, pages: int = 1) -> bytes:
    """A PDF of plain objects: `catalog` is added to the first, `more` follow from the fourth on."""
    tree = b"<</Type/Pages/Kids[" + b"3 0 R " * pages + b"]/Count %d>>" % pages
    objects = [b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>", tree, PAGE, *more]
    body = b"".join(b"%d 0 obj" % number + words + b"endobj\n" for number, words in enumerate(objects, 1))
    return HEAD + body + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def packed_paper(action: bytes, *, twice: bool = False) -> bytes:
    """A PDF whose objects, an action among them, lie in an object stream, as most programs write them today."""
    catalog = b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>"
    objects = [catalog, PAGES, PAGE, action]
    places, body = b"", b""
    for number, words in enumerate(objects, 1):
        places += b"%d %d " % (number, len(body))
        body += words + b" "
    packed = zlib.compress(places + body)
    names = b"/FlateDecode"
    if twice:
        packed, names = packed.hex().encode() + b">", b"[/ASCIIHexDecode/FlateDecode]"
    words = b"5 0 obj<</Type/ObjStm/N 4/First %d/Filter%s/Length %d>>stream\n" % (len(places), names, len(packed))
    stream = words + packed + b"\nendstream endobj\n"
    return HEAD + stream + _table(len(HEAD), len(HEAD) + len(stream))


def _table(stream_at: int, table_at: int) -> bytes:
    rows = struct.pack(">BIB", 0, 0, 255)
    rows += b"".join(struct.pack(">BIB", 2, 5, index) for index in range(4))
    rows += struct.pack(">BIB", 1, stream_at, 0) + struct.pack(">BIB", 1, table_at, 0)
    packed = zlib.compress(rows)
    words = b"6 0 obj<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    return words + packed + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % table_at


def locked_paper(user: str, *, script: str = "") -> bytes:
    """A PDF behind a password; without one for the reader, it is only locked against changes."""
    writer = PdfWriter(PdfReader(io.BytesIO(samples.pdf())))
    if script:
        words = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject(script)}
        action = DictionaryObject({NameObject(key): word for key, word in words.items()})
        writer.root_object[NameObject("/OpenAction")] = action
    writer.encrypt(user, "pemilik", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def heic(*, size: tuple[int, int] = (60, 40)) -> bytes:
    """A photograph as an iPhone takes it, with place and time."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:03:14 09:26:53"
    exif.get_ifd(0x8825).update({1: "S", 2: (1.0, 14.0, 24.0), 3: "E", 4: (116.0, 50.0, 0.0)})
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "HEIF", exif=exif.tobytes())
    return out.getvalue()


def zip_marked_locked() -> bytes:
    """An office document whose parts say that they are encrypted."""
    content = bytearray(samples.document())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + place] |= 1
    return bytes(content)


def overlapping_zip() -> bytes:
    """Many entries that all unpack the same bytes."""
    content = samples.archive(**{f"{number}.xml": b"x" * 60 for number in range(3)})
    ends = content.rindex(b"PK\x05\x06")
    directory = bytearray(content[content.index(b"PK\x01\x02") : ends])
    place = -1
    while (place := directory.find(b"PK\x01\x02", place + 1)) >= 0:
        directory[place + 42 : place + 46] = bytes(4)
    return content[: content.index(b"PK\x01\x02")] + bytes(directory) + content[ends:]


def locked_office() -> bytes:
    """The old container in which new Office locks a document away."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(400)
