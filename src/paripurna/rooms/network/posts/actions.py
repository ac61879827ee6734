"""Writes of posts: opening, changing, closing and handing over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from paripurna.platform.access.models import Membership
from paripurna.platform.audit.actions import Detail, record
from paripurna.rooms.network.models import Agency, Post, PostHolding
from paripurna.rooms.network.policy import check_may_manage
from paripurna.rooms.network.posts.types import (
    HandOver,
    HandOverTooEarly,
    HeadTaken,
    NobodyThere,
    PostClosed,
    PostDraft,
    PostNotFound,
    PostTaken,
)
from paripurna.rooms.network.types import AgencyNotFound, OtherCity

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@transaction.atomic
def open_post(*, city: City, draft: PostDraft, by: User | None, at: datetime) -> int:
    """This function will add a post to an agency and return its id.

    Raises `AgencyNotFound`, `PostTaken` and `HeadTaken`.
    """
    check_may_manage(by, city, at=at)
    agency = Agency.objects.of(city.pk).select_for_update().filter(code=draft.agency_code).first()
    if agency is None:
        raise AgencyNotFound(draft.agency_code)
    _check_free(agency, draft)
    post = Post.objects.create(city=city, agency=agency, title=draft.title, is_head=draft.is_head, note=draft.note)
    _record("network.post_opened", post, {}, by=by, at=at)
    return post.pk


@transaction.atomic
def change_post(*, city: City, pk: int, draft: PostDraft, by: User | None, at: datetime) -> None:
    """This function will write the title, the note and whether it is the head; the agency of a post never changes.

    Raises `PostNotFound`, `PostTaken` and `HeadTaken`.
    """
    check_may_manage(by, city, at=at)
    post = _lock(city, pk)
    changed = [name for name in ("title", "is_head", "note") if getattr(post, name) != getattr(draft, name)]
    if not changed:
        return
    _check_free(post.agency, replace(draft, agency_code=post.agency.code), but=pk)
    for name in changed:
        setattr(post, name, getattr(draft, name))
    post.save(update_fields=changed)
    _record("network.post_changed", post, {"fields": sorted(changed)}, by=by, at=at)


@transaction.atomic
def hand_over_post(*, city: City, pk: int, hand_over: HandOver, by: User | None, at: datetime) -> None:
    """This function will end the time of who holds the post the day before `on` and let the follower begin, if there is one.

    The seats of the task force stay with the post, so whoever follows sits in them.
    Raises `PostNotFound`, `PostClosed`, `HandOverTooEarly`, `NobodyThere` and `OtherCity`.
    """
    check_may_manage(by, city, at=at)
    post = _lock(city, pk)
    if post.closed_on:
        raise PostClosed
    left = _end_present(post, hand_over)
    if hand_over.has_follower:
        _begin(post, hand_over)
    elif left is None:
        raise NobodyThere
    verb = "network.post_handed_over" if hand_over.has_follower else "network.post_vacated"
    _record(verb, post, {"on": hand_over.on.isoformat()}, by=by, at=at)


@transaction.atomic
def close_post(*, city: City, pk: int, on: date, by: User | None, at: datetime) -> None:
    """This function will let `on` be the last day of a post and of who is in it. Raises `PostNotFound`, `HandOverTooEarly`."""
    check_may_manage(by, city, at=at)
    post = _lock(city, pk)
    _end_present(post, HandOver(on + timedelta(days=1)))
    post.closed_on = on
    post.save(update_fields=["closed_on"])
    _record("network.post_closed", post, {"on": on.isoformat()}, by=by, at=at)


@transaction.atomic
def reopen_post(*, city: City, pk: int, by: User | None, at: datetime) -> None:
    """This function will take the end of a post back; it stands vacant. Raises `PostNotFound` and `HeadTaken`."""
    check_may_manage(by, city, at=at)
    post = _lock(city, pk)
    _check_free(post.agency, PostDraft(post.agency.code, post.title, post.is_head), but=pk)
    post.closed_on = None
    post.save(update_fields=["closed_on"])
    _record("network.post_reopened", post, {}, by=by, at=at)


def _end_present(post: Post, hand_over: HandOver) -> PostHolding | None:
    present = PostHolding.objects.filter(post=post, until=None).first()
    if present is None:
        return None
    if hand_over.on <= present.since:
        raise HandOverTooEarly
    present.until = hand_over.on - timedelta(days=1)
    present.handed_over = hand_over.handed_over
    present.save(update_fields=["until", "handed_over"])
    return present


def _begin(post: Post, hand_over: HandOver) -> None:
    last = PostHolding.objects.filter(post=post, until__gte=hand_over.on)
    if last.exists():
        raise HandOverTooEarly
    if hand_over.membership_id is not None:
        _check_member(post.city, hand_over.membership_id)
    PostHolding.objects.create(
        city=post.city,
        post=post,
        membership_id=hand_over.membership_id,
        name="" if hand_over.membership_id else hand_over.name,
        since=hand_over.on,
    )


def _check_member(city: City, membership_id: int) -> None:
    if not Membership.objects.within(city.code).filter(pk=membership_id).exists():
        raise OtherCity(str(membership_id))


def _check_free(agency: Agency, draft: PostDraft, *, but: int | None = None) -> None:
    others = Post.objects.filter(agency=agency).exclude(pk=but or 0)
    if others.filter(title=draft.title).exists():
        raise PostTaken
    if draft.is_head and others.filter(is_head=True, closed_on=None).exists():
        raise HeadTaken


def _lock(city: City, pk: int) -> Post:
    post = (
        Post.objects.of(city.pk).select_for_update(of=("self",)).select_related("agency", "city").filter(pk=pk).first()
    )
    if post is None:
        raise PostNotFound(pk)
    return post


def _record(verb: str, post: Post, details: dict[str, Detail], *, by: User | None, at: datetime) -> None:
    record(verb=verb, city=post.city, subject=f"network.post:{post.pk}", details=details, by=by, at=at)
