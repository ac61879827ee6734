"""The secretariat has a pack made, follows it, fetches it, and whoever gets it checks it without the server."""

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from paripurna.cli.pack import pack as pack_command
from paripurna.platform.jobs.models import Progress
from paripurna.platform.jobs.running import execute
from paripurna.rooms.evidence import actions
from paripurna.rooms.evidence.models import Pack
from tests.factories.evidence import link, make_document, make_file
from tests.factories.network import make_agency
from tests.factories.regions import make_city
from tests.factories.sheets import make_person, make_sheet
from tests.journeys.browser import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/daerah/balikpapan/data-dukung/paket/"


def test_a_pack_is_made_fetched_and_checked(arrive, tmp_path):
    city = make_city()
    make_agency(city, "dinkes", plays=("kesehatan",))
    secretary, sheet = make_person(city, "SECRETARIAT"), make_sheet(city)
    decree = make_document(city, by=secretary, title="SK Gugus Tugas KLA")
    for number in ("1.1", "1.2"):
        link(decree, sheet, number, by=secretary)
    link(make_document(city, by=secretary, title="Nota", confidentiality="CONFIDENTIAL"), sheet, "1.3", by=secretary)

    visitor = arrive(size=DESK)
    visitor.sign_in(secretary)
    page = visitor.open(PAGE)
    assert visitor.find_faults() == []
    visitor.look("paket-kosong")
    page.get_by_label("Untuk tahap apa?").select_option("em")
    page.get_by_role("button", name="Buat paketnya").click()
    expect(page.get_by_text("menunggu", exact=True)).to_be_visible()

    found = Pack.objects.get()
    Progress.objects.filter(pk=found.progress_id).update(done=4, total=9)
    expect(page.get_by_role("progressbar")).to_be_visible()
    visitor.look("paket-dibuat")
    Progress.objects.filter(pk=found.progress_id).update(done=0, total=None)
    execute(actions.MAKE_PACK, str(found.progress_id), {"pack": found.pk}, in_place=True)

    expect(page.get_by_text("siap", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh paket").click()
    download.value.save_as(tmp_path / "paket.zip")
    told = CliRunner().invoke(pack_command, ["verify", str(tmp_path / "paket.zip")])
    assert told.exit_code == 0, told.output
    _look_around(arrive, secretary, decree)


def _look_around(arrive, secretary, decree):
    """With a pack that is ready, one that failed, and a document whose redacted copy is there."""
    secret = make_document(decree.city, by=secretary, title="Nota dinas", confidentiality="CONFIDENTIAL")
    actions.bring_redaction(
        document=secret, file=make_file(), filename="nota-tersamar.txt", by=secretary, at=secret.brought_at
    )
    Pack.objects.create(
        city=decree.city,
        sheet=Pack.objects.get().sheet,
        stage="va",
        asked_by=secretary,
        asked_at=Pack.objects.get().asked_at,
        failed_document=decree,
        failed_question="1.1",
    )
    for name, size in (("390", PHONE), ("1280", DESK)):
        for theme in ("light", "dark"):
            visitor = arrive(size=size, theme=theme)
            visitor.sign_in(secretary)
            page = visitor.open(PAGE)
            expect(page.get_by_text("hilang atau rusak")).to_be_visible()
            visitor.look(f"paket-{name}-{theme}")
            assert visitor.find_faults() == []
            visitor.open(f"/daerah/balikpapan/data-dukung/dokumen/{secret.code}/")
            visitor.look(f"salinan-{name}-{theme}")
            assert visitor.find_faults() == []
