"""What may be wrong with a file, said to the person who uploaded it."""

from __future__ import annotations

from paripurna.core.instrument.sentences import Sentence, say_in_two

SENTENCES: dict[str, Sentence] = {
    "EMPTY": say_in_two(
        "Berkas ini kosong.",
        "This file is empty.",
        "Periksa apakah berkas yang dipilih sudah benar.",
        "Check that the right file was chosen.",
    ),
    "FILE_TOO_LARGE": say_in_two(
        "Berkas ini lebih dari {limit} MB.",
        "This file is larger than {limit} MB.",
        "Hapus gambar dan lembar yang tidak perlu, lalu simpan lagi.",
        "Remove pictures and sheets that are not needed and save it again.",
    ),
    "UNPACKS_TOO_LARGE": say_in_two(
        "Isi berkas ini mengembang melebihi {limit} MB, sehingga tidak dibuka.",
        "What is packed in this file grows beyond {limit} MB; it was not opened.",
        "Salin lembar yang diperlukan ke berkas baru.",
        "Copy the sheet that is needed to a new file.",
    ),
    "TOO_MANY_PARTS": say_in_two(
        "Berkas ini berisi lebih dari {limit} bagian, sehingga tidak dibuka.",
        "This file has more than {limit} parts; it was not opened.",
        "Salin lembar yang diperlukan ke berkas baru.",
        "Copy the sheet that is needed to a new file.",
    ),
    "TOO_MANY_ROWS": say_in_two(
        "Lembar “{sheet}” sampai ke baris {found}, lebih dari {limit} baris.",
        "The sheet “{sheet}” goes down to row {found}, more than {limit} rows.",
        "Hapus baris kosong di bawah tabel, atau bagi berkasnya.",
        "Delete the empty rows below the table, or divide the file.",
    ),
    "TOO_MANY_COLUMNS": say_in_two(
        "Lembar “{sheet}” sampai ke kolom {found}, lebih dari {limit} kolom.",
        "The sheet “{sheet}” goes out to column {found}, more than {limit} columns.",
        "Hapus kolom kosong di kanan tabel.",
        "Delete the empty columns to the right of the table.",
    ),
    "TOO_MANY_CELLS": say_in_two(
        "Lembar “{sheet}” berisi lebih dari {limit} sel.",
        "The sheet “{sheet}” spans more than {limit} cells.",
        "Salin tabelnya saja ke berkas baru.",
        "Copy the table alone to a new file.",
    ),
    "ENCRYPTED": say_in_two(
        "Berkas ini dikunci dengan kata sandi.",
        "This file is locked with a password.",
        "Simpan salinannya tanpa kata sandi.",
        "Save a copy without a password.",
    ),
    "OLD_WORKBOOK": say_in_two(
        "Berkas ini berformat lama (.xls).",
        "This file has the old format (.xls).",
        "Simpan sebagai .xlsx.",
        "Save it as .xlsx.",
    ),
    "NOT_A_WORKBOOK": say_in_two(
        "Berkas ini bukan buku kerja Excel, walaupun namanya mungkin demikian.",
        "This file is not an Excel workbook, whatever its name.",
        "Buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx atau .csv.",
        "Open it in Excel or LibreOffice and save it as .xlsx or .csv.",
    ),
    "DAMAGED": say_in_two(
        "Buku kerja ini rusak dan tidak dapat dibaca.",
        "This workbook is damaged and cannot be read.",
        "Buka di Excel atau LibreOffice, lalu simpan lagi.",
        "Open it in Excel or LibreOffice and save it again.",
    ),
    "NOT_TEXT": say_in_two(
        "Berkas ini bukan teks dan bukan buku kerja.",
        "This file is neither text nor a workbook.",
        "Kirim berkas .xlsx atau .csv.",
        "Send a .xlsx or .csv file.",
    ),
    "BAD_QUOTES": say_in_two(
        "Tanda kutip pada baris {row} tidak ditutup.",
        "A quotation mark in row {row} is not closed.",
        "Perbaiki baris itu, atau simpan lagi sebagai .xlsx.",
        "Mend that row, or save the file as .xlsx.",
    ),
}
