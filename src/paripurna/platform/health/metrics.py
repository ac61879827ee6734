"""What is measured, in the form that every monitor reads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from paripurna.platform.jobs.queries import count_waiting, find_last_heartbeat

BUCKETS = (0.01, 0.025, 0.05, 0.08, 0.15, 0.3, 0.6, 1.2, 3, 10)
REQUESTS = Counter("paripurna_requests", "Requests answered", ["route", "method", "status"])
SECONDS = Histogram("paripurna_request_seconds", "Time to the answer", ["route"], buckets=BUCKETS)


def observe(route: str, method: str, status: int, seconds: float) -> None:
    """This function will count one request. Routes are names of pages, so that no address with an id becomes a label."""
    REQUESTS.labels(route, method, f"{status // 100}xx").inc()
    SECONDS.labels(route).observe(seconds)


def render(*, at: datetime) -> bytes:
    """This function will return all measures of this installation's processes."""
    registry = CollectorRegistry() if "PROMETHEUS_MULTIPROC_DIR" in os.environ else REGISTRY
    if registry is not REGISTRY:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    queue = CollectorRegistry()
    queue.register(QueueCollector(at))
    return generate_latest(registry) + generate_latest(queue)


class QueueCollector:
    """Asked when somebody reads the measures, not kept."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            waiting, last = count_waiting(), find_last_heartbeat()
        except DatabaseError:
            return
        yield GaugeMetricFamily("paripurna_jobs_waiting", "Jobs in the queue", value=waiting)
        if last:
            silent = (self.at - last).total_seconds()
            yield GaugeMetricFamily("paripurna_worker_silent_seconds", "Since a worker was heard of", value=silent)
