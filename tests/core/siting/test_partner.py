"""The second process: what the two find together, and that it never outlives the first."""

from __future__ import annotations

import multiprocessing
from threading import Thread
from time import monotonic, sleep

import numpy as np
import pytest

from paripurna.core.siting import Fairness, find_sites
from paripurna.core.siting.greedy import place_musts, plan_greedily
from paripurna.core.siting.partner import Partner, open_partner, seek
from paripurna.core.siting.record import Record
from paripurna.core.siting.stakes import Stakes, weigh_task
from paripurna.core.siting.types import Bools, Ints
from tests.core.siting.plans import Ticks, build_task, find_best


@pytest.fixture(scope="module")
def stakes() -> Stakes:
    return weigh_task(build_task(2, fairness=Fairness.EVERY_KELURAHAN))


def allow_all(stakes: Stakes) -> Bools:
    return np.ones((stakes.never, len(stakes.candidates)), dtype=bool)


def test_the_partner_tells_what_it_finds_and_ends_with_the_block(stakes: Stakes) -> None:
    heard: list[Ints] = []

    with open_partner(stakes, allow_all(stakes), seed=1) as partner:
        partner.tell(place_musts(stakes))
        until = monotonic() + 60
        while not heard and monotonic() < until:
            sleep(0.02)
            heard += partner.hear()

    assert stakes.fits(heard[-1])
    assert stakes.rank(heard[-1]) > stakes.rank(place_musts(stakes))
    assert not multiprocessing.active_children()
    partner.tell(heard[-1])
    assert list(partner.hear()) == []


def test_the_partner_takes_what_it_is_told_where_that_is_better(
    stakes: Stakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a thread, where a test of branches sees it."""
    monkeypatch.setattr("signal.signal", lambda *_: None)
    here, there = multiprocessing.Pipe()
    beside = Thread(target=seek, args=(stakes, allow_all(stakes), there, 0))
    beside.start()

    here.send(place_musts(stakes))
    found = here.recv()
    here.send(place_musts(stakes))
    sleep(0.1)
    here.send(place_musts(stakes))
    sleep(0.1)
    here.close()
    beside.join(20)

    assert stakes.rank(found) > stakes.rank(place_musts(stakes))
    assert not beside.is_alive()


def test_says_nothing_once_the_other_has_ended() -> None:
    here, there = multiprocessing.Pipe()
    partner = Partner(here)

    there.close()

    assert list(partner.hear()) == []
    partner.tell(np.zeros(1, dtype=np.int64))


def test_what_the_partner_finds_is_kept_where_it_is_better(stakes: Stakes) -> None:
    here, there = multiprocessing.Pipe()
    worse, better = place_musts(stakes), plan_greedily(stakes)
    record = Record(stakes, Ticks(), 60.0, 0.0, None, worse)
    record.join(Partner(here))
    assert (there.recv() == worse).all()

    there.send(better)
    there.send(worse)

    assert not record.is_over()
    assert (record.best == better).all()


def test_the_partner_ends_when_nobody_listens(stakes: Stakes, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the first process is killed: the other end of the line is closed."""
    monkeypatch.setattr("signal.signal", lambda *_: None)
    here, there = multiprocessing.Pipe()
    here.send(place_musts(stakes))
    here.close()
    begun = monotonic()

    seek(stakes, allow_all(stakes), there, seed=0)

    assert monotonic() - begun < 1


def test_both_together_find_what_no_other_plan_exceeds() -> None:
    task = build_task(2, fairness=Fairness.EVERY_KELURAHAN)

    found = find_sites(task, clock=monotonic, seconds=60, gap=1e-6, with_partner=True)

    assert (found.plan.kelurahan_served, found.plan.worth) == pytest.approx(find_best(weigh_task(task)))
    assert found.is_proved
