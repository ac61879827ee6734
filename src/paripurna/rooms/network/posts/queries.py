"""Reads of posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max, Prefetch, Q, QuerySet

from paripurna.rooms.network.models import Post, PostHolding
from paripurna.rooms.network.posts.types import Holder, PostDetail, PostNotFound, PostRow
from paripurna.rooms.network.queries import build_ref
from paripurna.rooms.network.types import Duty

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


def list_posts(city: City, *, text: str = "", agency: str = "", closed: bool = False) -> list[PostRow]:
    """This function will return the posts in two statements: vacant ones first, then by agency, heads before others."""
    posts = Post.objects.of(city.pk).filter(closed_on__isnull=not closed)
    if agency:
        posts = posts.filter(agency__code=agency)
    if text:
        posts = posts.filter(Q(title__icontains=text) | Q(agency__name__icontains=text) | _held_by(text))
    rows = [build_row(post) for post in with_holders(posts)]
    return sorted(rows, key=lambda row: (row.holder is not None, row.agency.abbreviation, not row.is_head, row.title))


def get_post(city: City, pk: int) -> PostDetail:
    """This function will return a post with its history. Raises `PostNotFound`."""
    post = with_holders(Post.objects.of(city.pk).filter(pk=pk)).first()
    if post is None:
        raise PostNotFound(pk)
    held = post.holdings.select_related("membership__user").order_by("-since", "-pk")
    seats = post.seats.filter(task_force__valid_to=None).order_by("strand", "pk").values_list("strand", "duty")
    return PostDetail(
        row=build_row(post),
        note=post.note,
        holders=tuple(build_holder(holding) for holding in held),
        seats=tuple((strand, Duty(duty)) for strand, duty in seats),
    )


def with_holders(posts: QuerySet[Post]) -> QuerySet[Post]:
    """This function will have each post bring its agency and its present holder: one statement more."""
    now = PostHolding.objects.filter(until=None).select_related("membership__user")
    return (
        posts.select_related("agency")
        .annotate(last_day=Max("holdings__until"))
        .prefetch_related(Prefetch("holdings", queryset=now, to_attr="present"))
    )


def build_row(post: Post) -> PostRow:
    """This function will tell a post that `with_holders` brought."""
    present: list[PostHolding] = post.present  # type: ignore[attr-defined]
    return PostRow(
        id=post.pk,
        title=post.title,
        is_head=post.is_head,
        agency=build_ref(post.agency),
        holder=build_holder(present[0]) if present else None,
        vacant_since=None if present else post.last_day,  # type: ignore[attr-defined]
        closed_on=post.closed_on,
    )


def build_holder(holding: PostHolding) -> Holder:
    user = holding.membership.user if holding.membership else None
    name, person = (str(user), str(user.code)) if user else (holding.name, "")
    return Holder(name, person, holding.since, holding.until, holding.handed_over)


def _held_by(text: str) -> Q:
    named = Q(holdings__name__icontains=text) | Q(holdings__membership__user__name__icontains=text)
    return Q(pk__in=Post.objects.filter(named, holdings__until=None).values("pk"))
