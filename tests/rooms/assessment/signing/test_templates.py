"""Templates of papers: what the house brings, what a city may bring, and what is refused by name."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from paripurna.platform.access.types import NotAllowed
from paripurna.rooms.assessment.signing import actions, queries
from paripurna.rooms.assessment.signing.blocks import read_paper, set_paper
from paripurna.rooms.assessment.signing.filling import EXAMPLE, fill, try_template
from paripurna.rooms.assessment.signing.placeholders import LISTINGS, NAMES, build_example
from paripurna.rooms.assessment.signing.types import BadTemplate, PaperKind
from tests.factories.assessment import NOW
from tests.factories.signing import build_template

KIND = PaperKind.MINUTES


def plain(filled):
    texts = []
    for block in read_paper(filled).body:
        texts += [cell.plain for row in block.rows for cell in row] if hasattr(block, "rows") else [block.plain]
    return "\n".join(texts)


class TestDefaults:
    @pytest.mark.parametrize("kind", list(PaperKind))
    def test_say_what_they_are_filled_with_and_nothing_stays_open(self, kind):
        filled = fill(queries.read_default(kind), build_example(), is_example=False)

        assert "{" not in plain(filled)
        assert "Nama Contoh, S.Sos., M.Si." in plain(filled)
        assert EXAMPLE not in plain(filled)
        assert set_paper(read_paper(filled), title="x", foot="y").startswith(b"%PDF")

    def test_the_minutes_hold_totals_by_cluster_counts_and_findings(self):
        said = plain(fill(queries.read_default(KIND), build_example(), is_example=True))

        for name in ("nilai", "predikat", "jumlah_pertanyaan", "jumlah_dokumen", "tanggal", "tempat", "nomor"):
            assert build_example()[name] in said
        for listing in LISTINGS:
            assert listing.fields[0].example in said
        assert said.startswith(EXAMPLE)


class TestTryTemplate:
    @pytest.mark.parametrize(
        ("text", "named"),
        [
            ("{{ kotta }} dan {{ nilai_akhir }}", "kotta, nilai_akhir"),
            ("{% for k in klaster %}{{ k.nilia }}{% endfor %}", "k.nilia"),
            ("{% for k in klasters %}x{% endfor %}", "klasters"),
            ("{{ penanda_tangan.nama }}", "penanda_tangan.nama"),
            ("{{ kota.__class__ }}", "kota.__class__"),
            ("{{ loop.cycle }}", "loop.cycle"),
        ],
    )
    def test_names_every_placeholder_that_there_is_not(self, text, named):
        with pytest.raises(BadTemplate, match=named):
            try_template(build_template(text))

    @pytest.mark.parametrize(
        "text",
        [
            "{{ range(9) }}",
            "{{ kota * 9 }}",
            "{{ kota|center(99999999) }}",
            "{% set x = kota %}",
            "{% include 'x' %}",
            "{{ ''['x'] }}",
            "{% for a in klaster %}{% for b in klaster %}{% for c in klaster %}x{% endfor %}{% endfor %}{% endfor %}",
            "{% for kota in klaster %}x{% endfor %}",
        ],
    )
    def test_refuses_whatever_is_not_a_placeholder_a_row_or_a_condition(self, text):
        with pytest.raises(BadTemplate):
            try_template(build_template(text))

    @pytest.mark.parametrize("text", ["{{ kota", "{% if kota %}", "{%p endfor %}", "{{ kota }}}} {% %}"])
    def test_says_that_something_is_not_closed(self, text):
        with pytest.raises(BadTemplate):
            try_template(build_template(text))

    def test_looks_into_the_head_of_the_page_and_the_properties_too(self):
        for place in ("header", "properties"):
            document, out = Document(), io.BytesIO()
            if place == "header":
                document.sections[0].header.paragraphs[0].text = "{{ rahasia }}"
            else:
                document.core_properties.title = "{{ rahasia }}"
            document.save(out)
            with pytest.raises(BadTemplate, match="rahasia"):
                try_template(out.getvalue())

    def test_takes_what_is_said_as_words_and_never_as_markup(self):
        values = build_example() | {"kota": "<w:p/> & {{ nilai }}"}

        assert "<w:p/> & {{ nilai }}" in plain(fill(build_template("{{ kota }}"), values, is_example=False))

    def test_fills_every_placeholder_that_the_page_lists(self):
        listed = " ".join(f"{{{{ {name} }}}}" for name in sorted(NAMES - {each.name for each in LISTINGS}))

        assert "{" not in plain(try_template(build_template(listed)))


class TestOwnTemplates:
    def add(self, city, by, *words):
        return actions.add_template(
            city=city, kind=KIND, chunks=[build_template(*words)], filename="ba.docx", by=by, at=NOW
        )

    def test_are_versions_that_one_can_go_back_to(self, city, secretary):
        self.add(city, secretary, "Satu {{ kota }}")
        self.add(city, secretary, "Dua {{ kota }}")
        assert "Dua" in plain(try_template(queries.read_template(city, KIND)))

        actions.use_template(city=city, kind=KIND, version=1, by=secretary, at=NOW)
        assert "Satu" in plain(try_template(queries.read_template(city, KIND)))

        actions.use_template(city=city, kind=KIND, version=0, by=secretary, at=NOW)
        assert queries.read_template(city, KIND) == queries.read_default(KIND)

    def test_are_of_the_secretariat(self, city, officer):
        with pytest.raises(NotAllowed):
            self.add(city, officer, "x")

    def test_a_bad_one_is_told_on_the_page_and_nothing_changes(self, at_desk, city):
        url = reverse("assessment:paper_template_add", kwargs={"city": "balikpapan", "kind": "berita-acara"})
        file = SimpleUploadedFile("ba.docx", build_template("{{ kotta }}"))

        answer = at_desk.post(url, {"template": file})

        assert answer.status_code == 422
        assert "kotta" in answer.content.decode()
        assert queries.list_templates(city) == []

    def test_only_word_documents_are_taken(self, at_desk, city):
        url = reverse("assessment:paper_template_add", kwargs={"city": "balikpapan", "kind": "berita-acara"})

        assert at_desk.post(url, {"template": SimpleUploadedFile("a.docx", b"bukan dokumen")}).status_code == 422
        assert queries.list_templates(city) == []
