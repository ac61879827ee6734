import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from paripurna.platform.access.types import NotAllowed
from paripurna.platform.jobs import actions, queries
from paripurna.platform.jobs.inline import run_pending
from paripurna.platform.jobs.types import AlreadyFinished, JobKind, State, UnfitArgument, UnknownJob
from tests.factories.platform import NOW, build_city, build_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def started(jobs, city, person):
    return actions.start(jobs.count, ids={"limit": 4}, city=city, by=person, at=NOW)


class TestStart:
    def test_queues_a_job_and_a_row_that_tells_how_far_it_is(self, started):
        view = queries.build_view(started)

        assert ProcrastinateJob.objects.get().task_name == "tests.count"
        assert (view.title, view.state, view.percent, view.is_finished) == ("Menghitung", State.QUEUED, None, False)

    def test_is_undone_with_its_transaction(self, jobs, city, person):
        with transaction.atomic():
            actions.start(jobs.count, ids={"limit": 4}, city=city, by=person, at=NOW)
            transaction.set_rollback(True)

        assert not ProcrastinateJob.objects.exists()

    def test_refuses_a_job_that_nobody_registered(self, city, person):
        with pytest.raises(UnknownJob):
            actions.start(JobKind("tests.gone", "", print), ids={}, city=city, by=person, at=NOW)


class TestDefer:
    @pytest.mark.parametrize("value", ["Sri Wahyuni", "sri@contoh.id", "x" * 101, {"a": 1}, [1, "dua"], 1.5, b"x"])
    def test_refuses_what_could_be_a_personal_value(self, jobs, value):
        with pytest.raises(UnfitArgument, match="limit"):
            actions.defer(jobs.count, ids={"limit": value})

    @pytest.mark.parametrize("value", [7, "a1b2-c3", None, True, [1, 2]])
    def test_takes_ids_and_codes(self, jobs, value):
        actions.defer(jobs.count, ids={"limit": value})

        assert ProcrastinateJob.objects.get().args == {"progress_id": None, "ids": {"limit": value}}

    def test_runs_without_a_row(self, jobs):
        actions.defer(jobs.count, ids={"limit": 2})

        assert run_pending() == 1
        assert not ProcrastinateJob.objects.exists()


class TestRun:
    def test_ends_with_a_result_and_a_link_to_it(self, started):
        run_pending()

        started.refresh_from_db()
        view = queries.build_view(started)
        assert (view.state, view.percent, view.message) == (State.DONE, 100, "Counted 4")
        assert (view.link.url, started.result) == ("/hasil/10/", {"sum": 10})
        assert started.finished_at is not None

    def test_gives_up_with_a_sentence(self, jobs, city, person):
        progress = actions.start(jobs.refuse, ids={"number": 9}, city=city, by=person, at=NOW)
        run_pending()

        progress.refresh_from_db()
        assert progress.state == State.FAILED
        assert queries.build_view(progress).message == "There is no number 9"

    def test_notes_an_unexpected_error_without_telling_its_content(self, jobs, city, person):
        progress = actions.start(jobs.break_down, ids={}, city=city, by=person, at=NOW)
        with pytest.raises(ZeroDivisionError):
            run_pending()

        progress.refresh_from_db()
        assert (progress.state, progress.message_code) == (State.FAILED, "jobs.unexpected")


class TestRequestCancel:
    def test_stops_a_waiting_job_at_once(self, started, person):
        actions.request_cancel(progress=started, by=person, at=NOW)

        assert run_pending() == 0
        started.refresh_from_db()
        assert started.state == State.CANCELLED

    def test_stops_a_running_job_at_its_next_step(self, jobs, started, person, monkeypatch):
        def cancel_then_count(run, *, limit):
            actions.request_cancel(progress=started, by=person, at=NOW)
            return jobs.count.body(run, limit=limit)

        changed = JobKind("tests.count", "", cancel_then_count)
        monkeypatch.setattr("paripurna.platform.jobs.running.get_job", lambda name: changed)
        run_pending()

        started.refresh_from_db()
        assert (started.state, started.result) == (State.CANCELLED, {})

    def test_refuses_somebody_else(self, started):
        with pytest.raises(NotAllowed):
            actions.request_cancel(progress=started, by=build_person("budi", "Budi"), at=NOW)

    def test_refuses_a_finished_job(self, started, person):
        run_pending()

        with pytest.raises(AlreadyFinished):
            actions.request_cancel(progress=started, by=person, at=NOW)


class TestFindProgress:
    def test_finds_only_what_the_person_started_in_the_city(self, started, city, person):
        other_city = build_city("64.72", "Samarinda")
        found = queries.find_progress

        assert found(city=city, user=person, progress_id=started.pk) == started
        assert found(city=other_city, user=person, progress_id=started.pk) is None
        assert found(city=city, user=build_person("budi", "Budi"), progress_id=started.pk) is None
        assert [view.id for view in queries.list_progress(city=city, user=person)] == [started.pk]
