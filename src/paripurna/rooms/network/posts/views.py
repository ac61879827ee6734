"""The list of posts, the page of one, and what changes it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.open_work import list_open_work
from paripurna.platform.access.types import Permission, Refused
from paripurna.platform.ui.refusals import complaining
from paripurna.rooms.network import queries as network
from paripurna.rooms.network.forms import EndForm
from paripurna.rooms.network.pages import list_strand_labels
from paripurna.rooms.network.policy import may_manage, may_see_contacts
from paripurna.rooms.network.posts import actions, queries
from paripurna.rooms.network.posts.forms import HandOverForm, PostForm
from paripurna.rooms.network.posts.types import PostDetail, PostNotFound

PER_PAGE = 50


@requires(Permission.CITY_VIEW)
def post_list(request: CityRequest) -> HttpResponse:
    """This view will list posts, vacant ones first; `?pd=` asks for one agency, `?ditutup=1` for closed ones."""
    query, today = request.GET, timezone.localdate()
    text, agency = query.get("cari", "").strip(), query.get("pd", "")
    sees_names = may_see_contacts(request.user, request.city, on=today)
    asked = {"text": text, "agency": agency, "closed": query.get("ditutup") == "1"}
    rows = queries.list_posts(request.city, **asked)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(query.get("halaman")),
        "vacant_count": sum(row.holder is None and row.closed_on is None for row in rows),
        "agencies": network.list_agencies(request.city, on=today),
        "asked": asked,
        "sees_names": sees_names,
        "may_manage": may_manage(request.user, request.city, on=today),
    }
    return render(request, "network/post_list.html", context)


@requires(Permission.CITY_VIEW)
def post_detail(request: CityRequest, pk: int) -> HttpResponse:
    """This view will show one post: who holds it, who did, what goes with it; and let it be handed over."""
    return _show(request, _get(request, pk))


def _show(request: CityRequest, detail: PostDetail, form: HandOverForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    is_manager = may_manage(request.user, request.city, on=today)
    people = network.list_people(request.city, on=today) if is_manager else []
    held_by = detail.row.holder.person if detail.row.holder else ""
    asked = [held_by] if held_by and is_manager else []
    labels = list_strand_labels(request.city)
    open_work = list_open_work(city=request.city, people=asked, reader=request.user, on=today)
    context = {
        "detail": detail,
        "trail": [(_("Posts"), reverse("network:post_list", kwargs={"city": request.city.slug}))],
        "form": form or HandOverForm(people, initial={"on": today}),
        "seats": [(labels.get(strand, strand) or _("The whole task force"), duty) for strand, duty in detail.seats],
        "works": open_work.get(held_by, []),
        "sees_names": may_see_contacts(request.user, request.city, on=today),
        "may_manage": is_manager,
        "today": today,
    }
    return render(request, "network/post_detail.html", context, status=422 if form else 200)


@requires(Permission.AGENCY_MANAGE)
def post_create(request: CityRequest) -> HttpResponse:
    """This view will add a post."""
    agencies = network.list_agencies(request.city, on=timezone.localdate())
    form = PostForm(agencies, request.POST or None, initial={"agency": request.GET.get("pd", "")})
    if form.is_valid():
        with complaining(form, "title"):
            pk = actions.open_post(city=request.city, draft=form.draft(), by=request.user, at=timezone.now())
            return redirect("network:post_detail", city=request.city.slug, pk=pk)
    context = {"form": form, "detail": None}
    return render(request, "network/post_form.html", context, status=422 if form.is_bound else 200)


@requires(Permission.AGENCY_MANAGE)
def post_change(request: CityRequest, pk: int) -> HttpResponse:
    """This view will change what a post is called."""
    detail = _get(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = PostForm([detail.row.agency], posted, initial=PostForm.initial_of(detail))
    if form.is_valid():
        with complaining(form, "title"):
            actions.change_post(city=request.city, pk=pk, draft=form.draft(), by=request.user, at=timezone.now())
            return redirect("network:post_detail", city=request.city.slug, pk=pk)
    context = {"form": form, "detail": detail}
    return render(request, "network/post_form.html", context, status=422 if form.is_bound else 200)


@requires(Permission.AGENCY_MANAGE)
@require_POST
def post_hand_over(request: CityRequest, pk: int) -> HttpResponse:
    """This view will let somebody follow in a post, or leave it vacant."""
    detail = _get(request, pk)
    form = HandOverForm(network.list_people(request.city, on=timezone.localdate()), request.POST)
    if not form.is_valid():
        return _show(request, detail, form)
    with complaining(form, "on"):
        told = form.hand_over()
        actions.hand_over_post(city=request.city, pk=pk, hand_over=told, by=request.user, at=timezone.now())
        done = _("The post was handed over.") if told.has_follower else _("The post is vacant now.")
        messages.success(request, done)
        return redirect("network:post_detail", city=request.city.slug, pk=pk)
    return _show(request, detail, form)


@requires(Permission.AGENCY_MANAGE)
@require_POST
def post_close(request: CityRequest, pk: int) -> HttpResponse:
    """This view will close a post after a day; it can be taken back."""
    form = EndForm(request.POST)
    if form.is_valid():
        on = form.cleaned_data["on"]
        return _try(request, pk, lambda at: actions.close_post(city=request.city, pk=pk, on=on, by=request.user, at=at))
    messages.error(request, _("Choose the last day."))
    return redirect("network:post_detail", city=request.city.slug, pk=pk)


@requires(Permission.AGENCY_MANAGE)
@require_POST
def post_reopen(request: CityRequest, pk: int) -> HttpResponse:
    """This view will take the closing of a post back."""
    return _try(request, pk, lambda at: actions.reopen_post(city=request.city, pk=pk, by=request.user, at=at))


def _try(request: CityRequest, pk: int, act: Callable[..., None]) -> HttpResponse:
    try:
        act(timezone.now())
    except PostNotFound:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("network:post_detail", city=request.city.slug, pk=pk)


def _get(request: CityRequest, pk: int) -> PostDetail:
    try:
        return queries.get_post(request.city, pk)
    except PostNotFound:
        raise Http404 from None
