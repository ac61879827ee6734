from itertools import count

from django.http import HttpResponse

from paripurna.platform.health import heaps


class TestGiveBackMiddleware:
    def test_gives_back_once_in_a_few_seconds(self, monkeypatch, rf):
        given, seconds = [], count()
        monkeypatch.setattr(heaps, "monotonic", lambda: float(next(seconds)))  # every look is a second later
        monkeypatch.setattr(heaps, "give_back", lambda: given.append(1))
        middleware = heaps.GiveBackMiddleware(lambda request: HttpResponse("there"))

        answers = [middleware(rf.get("/")).content for _ in range(14)]

        assert answers == [b"there"] * 14
        assert len(given) == 2
