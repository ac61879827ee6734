"""A bag that was written whole is whole; whatever is done to it is named."""

import stat
import warnings
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from paripurna.platform.bags.checking import check_bag
from paripurna.platform.bags.types import Fault, decode_path, encode_path
from paripurna.platform.bags.writing import BagWriter
from tests.platform.bags.bag_files import (
    AT,
    DECREE,
    MANIFEST,
    NAME,
    TAG_MANIFEST,
    keep,
    rewrite,
    with_content,
    without,
    write_bag,
)


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    file = tmp_path / "paket.zip"
    write_bag(file)
    return file


def faults(file: Path) -> set[tuple[Fault, str]]:
    return {(problem.fault, problem.path) for problem in check_bag(file).problems}


class TestWriting:
    def test_writes_what_checks_as_whole(self, tmp_path):
        manifest = write_bag(tmp_path / "paket.zip")

        report = check_bag(tmp_path / "paket.zip")

        assert report.problems == ()
        assert (report.name, report.files, report.bytes) == (NAME, 2, 14 + 1200)
        assert report.manifest_hash == manifest
        assert report.info["Source-Organization"] == "Kota Balikpapan"
        assert report.info["Payload-Oxum"] == "1214.2"

    def test_keeps_what_is_packed_already_as_it_is(self, bag):
        with ZipFile(bag) as archive:
            kinds = {entry.filename: entry.compress_type for entry in archive.infolist()}

        assert kinds[DECREE] == ZIP_STORED
        assert kinds[f"{NAME}/data/indeks.csv"] == ZIP_DEFLATED

    def test_takes_no_path_twice(self, tmp_path):
        with (tmp_path / "paket.zip").open("wb") as out, BagWriter(out, NAME, at=AT) as bag:
            bag.add_bytes("a.txt", b"a")

            with pytest.raises(ValueError, match=r"a\.txt"):
                bag.add_bytes("a.txt", b"b")
            bag.finish(info=[], tags={})

    def test_gives_large_entries_room(self, tmp_path):
        """What is said to be larger than 4 GB is written with 64-bit sizes from the start."""
        with (tmp_path / "paket.zip").open("wb") as out, BagWriter(out, NAME, at=AT) as bag:
            bag.add("besar.bin", [b"kecil saja"], size=5 * 1024**3)
            bag.finish(info=[], tags={})

        with (tmp_path / "paket.zip").open("rb") as stream:
            head = stream.read(30)
        assert int.from_bytes(head[4:6], "little") == 45  # needs the version that knows ZIP64
        assert check_bag(tmp_path / "paket.zip").is_whole

    @pytest.mark.parametrize("path", ["a%b", "a\nb", "a\r\nb", "100%25", "%0A"])
    def test_spells_paths_so_that_they_come_back(self, path):
        assert "\n" not in encode_path(path)
        assert decode_path(encode_path(path)) == path


class TestChecking:
    def test_names_what_is_missing(self, bag):
        rewrite(bag, without(DECREE))

        assert faults(bag) == {
            (Fault.MISSING, "data/1/1.1/SK 100% resmi.pdf"),
            (Fault.COUNT, "bag-info.txt"),
        }

    def test_names_what_was_changed(self, bag):
        rewrite(bag, with_content(DECREE, b"%PDF-lain surat"[:14]))

        assert faults(bag) == {(Fault.CHANGED, "data/1/1.1/SK 100% resmi.pdf")}

    def test_names_what_was_added(self, bag):
        rewrite(bag, keep, more={f"{NAME}/data/sisipan.pdf": b"x", f"{NAME}/catatan.txt": b"x"})

        assert faults(bag) == {
            (Fault.EXTRA, "data/sisipan.pdf"),
            (Fault.EXTRA, "catatan.txt"),
            (Fault.COUNT, "bag-info.txt"),
        }

    @pytest.mark.parametrize("name", ["../luar.txt", "/etc/passwd", "C:/luar.txt", f"{NAME}/data/..\\luar.txt"])
    def test_names_what_leaves_the_folder(self, bag, name):
        rewrite(bag, keep, more={name: b"x"})

        assert (Fault.UNSAFE, name) in faults(bag)

    def test_names_what_becomes_one_file_on_some_disks(self, bag):
        rewrite(bag, keep, more={f"{NAME}/data/INDEKS.csv": b"x"})

        assert (Fault.TWICE, f"{NAME}/data/INDEKS.csv") in faults(bag)

    def test_names_an_entry_that_is_there_twice(self, bag):
        with warnings.catch_warnings(action="ignore"):
            rewrite(bag, keep, more={DECREE: b"lain"})

        assert (Fault.TWICE, DECREE) in faults(bag)

    def test_names_links(self, bag):
        link = ZipInfo(f"{NAME}/data/tautan")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        rewrite(bag, keep, more={link: b"/etc/passwd"})

        assert (Fault.SPECIAL, f"{NAME}/data/tautan") in faults(bag)

    def test_names_what_lies_beside_the_bag(self, bag):
        rewrite(bag, keep, more={"lain/data/x.txt": b"x"})

        assert faults(bag) == {(Fault.OUTSIDE, "lain/data/x.txt")}

    def test_misses_the_declaration(self, bag):
        rewrite(bag, without(f"{NAME}/bagit.txt"))

        assert (Fault.UNDECLARED, "bagit.txt") in faults(bag)

    @pytest.mark.parametrize("manifest", [MANIFEST, TAG_MANIFEST])
    def test_misses_a_manifest(self, bag, manifest):
        rewrite(bag, without(manifest))

        assert (Fault.NO_MANIFEST, manifest.partition("/")[2]) in faults(bag)

    def test_a_manifest_rewritten_to_fit_gives_itself_away(self, bag):
        rewrite(bag, with_content(MANIFEST, b"bukan baris manifes\n"))

        assert (Fault.CHANGED, "manifest-sha256.txt") in faults(bag)
        assert (Fault.BAD_LINE, "manifest-sha256.txt: bukan baris manifes") in faults(bag)

    @pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.99])
    def test_tells_an_archive_that_was_cut_off(self, bag, share):
        whole = bag.read_bytes()
        bag.write_bytes(whole[: int(len(whole) * share)])

        assert faults(bag) == {(Fault.NOT_ZIP, "")}

    def test_finds_any_flipped_byte_of_the_payload(self, bag):
        whole = bytearray(bag.read_bytes())
        place = whole.find(b"isi surat")
        whole[place] ^= 1
        bag.write_bytes(whole)

        assert faults(bag) == {(Fault.BROKEN, "data/1/1.1/SK 100% resmi.pdf"), (Fault.COUNT, "bag-info.txt")}

    def test_is_no_bag_before_it_is_finished(self, tmp_path):
        with (tmp_path / "paket.zip").open("wb") as out, BagWriter(out, NAME, at=AT) as bag:
            bag.add_bytes("a.txt", b"a")

        assert faults(tmp_path / "paket.zip") == {(Fault.NOT_ZIP, "")}
