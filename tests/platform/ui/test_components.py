"""Components against golden HTML: `PARIPURNA_GOLDEN=1 pytest tests/platform/ui` writes them anew, on purpose."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from paripurna.platform.ui.components.badges import STATES
from paripurna.platform.ui.components.lists import read_sort
from paripurna.platform.ui.components.maps import SHAPES
from paripurna.platform.ui.components.stories import compare
from paripurna.platform.ui.context import build_house
from paripurna.platform.ui.gallery import build_gallery
from paripurna.platform.ui.icons import UnknownIcon, all_icons, icon_svg

GOLDEN = Path(__file__).parents[2] / "golden" / "components"
SOURCES = Path(__file__).parents[3] / "src" / "paripurna"

PIECES = {
    "ruler-large": "{% ruler rulers.round %}",
    "ruler-strip": '{% ruler rulers.indicator size="strip" %}',
    "ruler-thumbnail": '{% ruler rulers.round size="thumbnail" %}',
    "ruler-empty": "{% ruler rulers.empty %}",
    "points-bar": '{% with row=rows.1 %}{% points_bar won=row.won lost=row.lost unanswered=row.open maximum=row.maximum label="Kelembagaan" %}{% endwith %}',
    "sparkline": '{% sparkline values label="Nilai akhir" %}',
    "states": "{% for state in states %}{% state_badge state %}{% endfor %}",
    "standings": "{% for standing in standings %}{% standing_badge standing %}{% endfor %}",
    "strand": '{% strand_dot 3 label="Klaster II" %}',
    "why": '{% why totals.won|points "/why/" unit="poin" label="why?" %}',
    "stat": '{% stat "Score" totals.won|points unit="poin" href="/why/" note="as of today" tone="amber" %}',
    "progress": '{% progress done=3 total=10 label="Import" poll_url="/job/7/" %}',
    "progress-done": '{% progress done=10 total=10 label="Import" poll_url="/job/7/" state="DONE" %}',
    "help-link": '{% help_link manual="menjawab#mengajukan" %}',
    "page-header": '{% page_header "Title <1>" trail=trail lead="Lead" strand=2 %}<a href="/x/">Do</a>{% endpage_header %}',
    "card": '{% card "Title" href="/all/" %}<p>Inside</p>{% endcard %}',
    "empty-state": '{% empty_state "Nothing" %}Do this{% endempty_state %}',
    "data-table": '{% data_table "Rows" id="rows" cards=True %}<tbody><tr><td>1</td></tr></tbody>{% enddata_table %}',
    "sort-head": '{% sort_head "Points" "poin" numeric=True default="-poin" target="#rows" %}{% sort_head "Name" "nama" default="-poin" %}',
    "heads": '{% heads "Name" "#" "Points" evil %}',
    "pagination": '{% pagination page target="#rows" %}',
    "filter-bar": '{% filter_bar target="#rows" %}<input name="q">{% endfilter_bar %}',
    "tabs": '{% tabs tabs current="/galeri/" label="Questions" %}',
    "export-links": "{% export_links links %}",
    "form-fields": "{% for field in form %}{% form_field field %}{% endfor %}",
    "form-errors": "{% error_summary wrong_form %}{% form_field wrong_form.people %}",
    "field": '{% field "Label" for_id="x" help="Help" error="Wrong" %}<input id="x">{% endfield %}',
    "post-form": '{% post_form form "Save" cancel="/back/" %}{% endpost_form %}{% post_form wrong_form "Send" action="/there/" icon="send" %}{% form_field wrong_form.people %}{% endpost_form %}',
    "filter-select": '{% filter_select "Agency" "pd" options "dinkes" %}{% filter_select "Year" "tahun" years 2026 every="" %}',
    "save-state": "{% save_state saved_at %}{% save_state %}",
    "file-drop": '{% file_drop "file" "Workbook" accept=".xlsx" help="Up to 20 MB" %}',
    "table-form": '{% table_form table_form cancel="/back/" %}{% form_field table_form.source %}{% endtable_form %}',
    "row-problems": '{% row_problems problems %}{% row_problems values|slice:":0" %}',
    "import-counts": "{% import_counts begun plan %}",
    "planned-lines": "{% planned_lines lines more=2 %}",
    "take-preview": '{% take_preview "signed" %}',
    "upload-queue": '{% upload_queue "/daerah/balikpapan/unggah/dokumen/" "Documents" metadata=words pages=True %}',
    "dialog": '{% dialog "d" "Title" %}<p>Inside</p>{% enddialog %}',
    "danger-dialog": '{% danger_dialog "d" "End" "What it does" "AKHIRI" "/end/" %}',
    "fold": '{% fold "Summary" key="k" is_open=True %}<p>Inside</p>{% endfold %}',
    "split": '{% split_view %}{% split_list "List" %}a{% endsplit_list %}{% split_detail %}b{% endsplit_detail %}{% endsplit_view %}',
    "timeline": '{% timeline entries label="History" %}',
    "diff": '{% diff before=old_text after=new_text %}{% diff before="" after="new" %}',
    "copy-button": '{% copy_button "text" label="Copy the link" %}',
    "theme-switch": "{% theme_switch %}",
    "language-switch": "{% language_switch %}",
    "geo-map": '{% geo_map "Map" areas="/a" places="/b" at=position box=window %}Still{% endgeo_map %}',
    "geo-map-choose": '{% geo_map "Map" mode="choose" lon="x" lat="y" draws="area" geometry="z" %}{% endgeo_map %}',
    "map-symbol": '{% map_symbol "circle" "green" "R" %}{% map_symbol "triangle" "red" evil %}',
    "numbers": "{{ totals.won|points }} {{ totals.won|points_fixed }} {{ twelve|number }} {{ share|percent }} {{ amounts.0|rupiah }} {{ amounts.1|rupiah_short }} {{ amounts.0|file_size }}",
    "times": "{{ due_on|day }} {{ due_on|day_short }} {{ saved_at|moment }} {{ saved_at|clock }} {{ twelve|days_left }} {{ today|days_left }} {{ past|days_left }} {{ None|days_left }}",
}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def render(piece: str) -> str:
    request = RequestFactory().get("/galeri/", {"urut": "-poin", "halaman": "2"})
    context = {
        **build_gallery(request.GET, build_house(request)),
        "request": request,
        "csrf_token": "token",
        "evil": '"><b>',
        "words": {"question": "1.1"},
        "years": (2025, 2026),
        "position": (116.8312, -1.2653861),
        "window": (116.7, -1.4, 117.1, -1.0),
    }
    html = Template("{% load ui %}" + piece).render(Context(context))
    html = re.sub(r"(dist/tus)[-\w]*\.js", r"\1.js", html)  # whatever the last build named it
    html = re.sub(r"\s+", " ", html)  # how a template is laid out is its own affair
    html = re.sub(r"(<\w[^<>]*?) +(?=/?>)", r"\1", html)
    return re.sub(r"> ?<", ">\n<", html).strip() + "\n"


class TestComponents:
    @pytest.mark.parametrize("name", PIECES)
    def test_are_drawn_as_agreed(self, name: str) -> None:
        golden = GOLDEN / f"{name}.html"

        html = render(PIECES[name])

        if os.environ.get("PARIPURNA_GOLDEN") == "1":
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_text(html, encoding="utf-8")
        assert html == golden.read_text(encoding="utf-8")

    @pytest.mark.parametrize("name", PIECES)
    def test_carry_no_script_and_no_style(self, name: str) -> None:
        assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", render(PIECES[name]))

    def test_escape_what_they_are_given(self) -> None:
        pieces = (
            "{% card evil href=evil %}{% endcard %}{% badge evil %}{% stat evil evil href=evil %}{% why evil evil %}"
        )

        assert "<b>" not in render(pieces + "{% diff before=evil after=evil %}{% copy_button evil label=evil %}")

    def test_speak_the_language_of_the_page(self) -> None:
        with translation.override("id"):
            assert render("{{ totals.won|points }} {{ saved_at|clock }}") == "121,55 10.42\n"

    def test_name_every_state(self) -> None:
        assert set(STATES) == {"EMPTY", "DRAFT", "SUBMITTED", "RETURNED", "ACCEPTED"}


class TestMaps:
    def test_draw_the_same_shapes_with_and_without_scripts(self) -> None:
        script = (SOURCES.parents[1] / "frontend" / "src" / "map" / "symbols.ts").read_text(encoding="utf-8")

        assert dict(re.findall(r'^  (\w+): "(M[^"]+)",$', script, re.MULTILINE)) == SHAPES


class TestIcons:
    def test_has_every_icon_that_templates_name(self) -> None:
        named: set[str] = set()
        for template in SOURCES.rglob("*.html"):
            named |= set(re.findall(r"{% icon ['\"]([a-z0-9-]+)['\"]", template.read_text(encoding="utf-8")))

        assert named <= set(all_icons())

    def test_refuses_an_unknown_one(self) -> None:
        with pytest.raises(UnknownIcon):
            icon_svg("no-such-icon")


class TestReadSort:
    @pytest.mark.parametrize(
        ("query", "sort"),
        [({}, ("poin", True)), ({"urut": "nama"}, ("nama", False)), ({"urut": "-; DROP"}, ("poin", True))],
    )
    def test_takes_only_what_is_allowed(self, query: dict[str, str], sort: tuple[str, bool]) -> None:
        assert read_sort(query, ("poin", "nama"), "-poin") == sort


class TestCompare:
    def test_keeps_every_word_of_both(self) -> None:
        sides: dict[str, Any] = compare("120 guru di sini", "145 guru dan kader di sini")

        assert "".join(part.text for part in sides["before"]) == "120 guru di sini"
        assert "".join(part.text for part in sides["after"]) == "145 guru dan kader di sini"
        assert [part.text for part in sides["before"] if part.changed] == ["120"]


class TestReference:
    def test_lists_every_component(self) -> None:
        from paripurna.platform.ui.templatetags.ui import register

        text = (Path(__file__).parents[3] / "docs" / "reference" / "komponen.md").read_text(encoding="utf-8")

        assert {tag for tag in register.tags if f"{{% {tag} " not in text} == set()
        assert {name for name in register.filters if f"|{name} " not in text} == set()
