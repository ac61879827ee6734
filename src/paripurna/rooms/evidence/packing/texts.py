"""What a pack says in plain text. Always Indonesian: it goes to those who verify."""

from __future__ import annotations

from collections.abc import Iterator

from paripurna.rooms.evidence.packing.types import Heading, Item, Placing

EXAMPLE = "CONTOH: jawaban dan dokumen dalam paket ini rekaan, bukan dokumen pemerintah."
README = """{example}PAKET DATA DUKUNG
{title}
{city} · {stage}
Edisi: {edition}
Masa penilaian: {period}
Keadaan pada: {read_at}

SUSUNAN
Folder data/ berisi satu folder untuk setiap klaster, indikator, dan pertanyaan, menurut nomor dan urutan formulir.
Setiap folder indikator dibuka dengan sampulnya (PDF). {placing}
Berkas data/indeks.xlsx memuat setiap pertanyaan: jenis bukti yang diminta, nilai bukti, dokumen, halaman, nomor, tanggal,
sidik jari (SHA-256), tempat berkas, temuan, serta dokumen yang tidak ikut dan sebabnya.
Foto disertakan tanpa lokasi dan waktu dari kamera.

YANG TIDAK IKUT
Dokumen yang memuat anak tidak pernah ikut. Dokumen rahasia {confidential}.
Dokumen yang dicabut tidak ikut. Semuanya terdaftar di lembar "Tidak ikut" pada indeks.xlsx.

MEMERIKSA KEUTUHAN
Paket ini mengikuti BagIt (RFC 8493): manifest-sha256.txt memuat sidik jari setiap berkas.
Dengan Paripurna, tanpa server:    paripurna pack verify PAKET.zip
Tanpa Paripurna, setelah diekstrak: sha256sum -c manifest-sha256.txt
"""
PLACED = {
    Placing.ONCE: "Dokumen yang\nmembuktikan beberapa pertanyaan disimpan sekali, di pertanyaan pertamanya; di pertanyaan lain ada catatan tempatnya.",
    Placing.EACH: "Dokumen yang\nmembuktikan beberapa pertanyaan disalin ke setiap pertanyaan.",
}
NOTE = "Dokumen ini juga membuktikan pertanyaan {question}.\r\nBerkasnya ada di:\r\ndata/{path}\r\n"


def write_readme(heading: Heading) -> str:
    """This function will return the README of a pack."""
    confidential = (
        "ikut sebagai salinan tersamar, atau tidak sama sekali" if heading.with_confidential else "tidak ikut"
    )
    return README.format(
        example=f"{EXAMPLE}\n\n" if heading.is_example else "",
        title=heading.title,
        city=heading.city,
        stage=heading.stage,
        edition=heading.edition,
        period=heading.period,
        read_at=heading.stands_at,
        placing=PLACED[heading.placing],
        confidential=confidential,
    )


def list_info(heading: Heading) -> Iterator[tuple[str, str]]:
    """This function will yield what `bag-info.txt` tells, with the labels of BagIt."""
    yield "Source-Organization", heading.city
    yield "External-Description", f"Data dukung {heading.title}, {heading.stage}, {heading.edition}"
    yield "External-Identifier", heading.name
    yield "Bagging-Date", f"{heading.read_at:%Y-%m-%d}"
    yield "Bag-Software-Agent", "Paripurna"
    yield "Read-At", heading.read_at.isoformat(timespec="seconds")
    yield "Placing", "per-pertanyaan" if heading.placing is Placing.EACH else "satu-salinan"
    if heading.is_example:
        yield "Internal-Sender-Description", EXAMPLE


def write_note(item: Item) -> bytes:
    """This function will return what lies in place of a content that lies at another question."""
    return NOTE.format(question=item.link.question, path=item.copy_path).encode()


def write_address(address: str) -> bytes:
    """This function will return a shortcut that Windows, macOS and most Linux desktops open."""
    return f"[InternetShortcut]\r\nURL={''.join(address.split())}\r\n".encode()
