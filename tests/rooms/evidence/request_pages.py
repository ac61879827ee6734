"""Opening the pages of requests."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone


def url(name, **kwargs):
    return reverse(f"evidence:{name}", kwargs={"city": "balikpapan", **kwargs})


def read(client, name, query="", **kwargs):
    response = client.get(url(name, **kwargs) + query)
    assert response.status_code == 200
    return response.content.decode()


def soon(days=5):
    return timezone.localdate() + timedelta(days=days)
