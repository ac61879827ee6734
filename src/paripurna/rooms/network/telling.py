"""What this room registers at start: sentences of the audit, names of its subjects, its place in the navigation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.invitations import Extra, register_extra
from paripurna.platform.access.types import Permission, RoleCode
from paripurna.platform.audit.types import Label, register_subject, register_verb
from paripurna.platform.ui.registry import Item, Search, Section, register_navigation, register_search, register_section
from paripurna.rooms.network import actions
from paripurna.rooms.network.models import Agency, Post, TaskForce
from paripurna.rooms.network.pages import find_hits
from paripurna.rooms.network.queries import list_agencies

VERBS = {
    "network.agency_created": _("%(person)s added %(subject)s"),
    "network.agency_changed": _("%(person)s changed %(subject)s (%(fields)s)"),
    "network.agency_ended": _("%(person)s ended %(subject)s on %(on)s"),
    "network.agency_resumed": _("%(person)s took the end of %(subject)s back"),
    "network.agencies_imported": _("%(person)s imported agencies: %(added)s added, %(changed)s changed"),
    "network.role_set": _("%(person)s set which agencies play the role %(role)s"),
    "network.questions_assigned": _("%(person)s gave %(count)s questions to agencies by name"),
    "network.questions_unassigned": _("%(person)s gave %(count)s questions back to the roles of the instrument"),
    "network.questions_moved": _("%(person)s let %(subject)s lead %(count)s questions"),
    "network.assignments_copied": _("%(person)s took over who answers for %(count)s questions from another sheet"),
    "network.member_joined": _("%(person)s added a person to %(subject)s"),
    "network.member_left": _("%(person)s removed a person from %(subject)s"),
    "network.post_opened": _("%(person)s added the post %(subject)s"),
    "network.post_changed": _("%(person)s changed the post %(subject)s (%(fields)s)"),
    "network.post_handed_over": _("%(person)s let somebody follow in the post %(subject)s from %(on)s"),
    "network.post_vacated": _("%(person)s left the post %(subject)s vacant from %(on)s"),
    "network.post_closed": _("%(person)s closed the post %(subject)s after %(on)s"),
    "network.post_reopened": _("%(person)s opened the post %(subject)s again"),
    "network.task_force_appointed": _("%(person)s entered the task force of decree %(decree)s: %(subject)s"),
    "network.task_force_changed": _("%(person)s changed the task force %(subject)s (%(fields)s)"),
    "network.agency_seated": _("%(person)s gave %(agency)s a seat in %(subject)s"),
    "network.seat_left": _("%(person)s removed the seat of %(agency)s from %(subject)s"),
}

PAGES = (
    (_("Task force"), "network:task_force_now", 5, "users"),
    (_("Agencies and partners"), "network:agency_list", 10, "building-community"),
    (_("Posts"), "network:post_list", 15, "user-circle"),
    (_("Roles"), "network:role_list", 20, "sitemap"),
    (_("Who answers for what"), "network:question_list", 30, "list-check"),
    (_("Board of questions"), "network:board", 40, "arrows-exchange"),
)

AGENCY = Extra(
    key="agency",
    label=_("Agency"),
    help=_("Whom this person works for: their tasks are the questions of this agency."),
    roles=frozenset({RoleCode.OFFICER, RoleCode.VERIFIER, RoleCode.PARTNER}),
    choices=lambda city: [(found.code, f"{found.abbreviation} · {found.name}") for found in list_agencies(city)],
    on_accept=actions.join_as_invited,
)


def register() -> None:
    register_extra(AGENCY)
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
    register_subject("network.agency", name_agencies)
    register_subject("network.post", name_posts)
    register_subject("network.task_force", name_task_forces)
    register_section(Section("network", _("Task force and partners"), "users-group", order=60))
    for label, url_name, order, icon in PAGES:
        register_navigation(Item("network", label, url_name, Permission.CITY_VIEW, order, icon=icon))
    register_search(Search("network.agencies", _("Agencies and partners"), find_hits, Permission.CITY_VIEW, order=40))


def name_agencies(keys: Sequence[str]) -> Mapping[str, Label]:
    """This function will return the abbreviation and the page of each agency that still exists."""
    agencies = Agency.objects.filter(pk__in=[key for key in keys if key.isdigit()]).select_related("city")
    return {str(agency.pk): Label(agency.abbreviation, _page(agency)) for agency in agencies}


def name_posts(keys: Sequence[str]) -> Mapping[str, Label]:
    """This function will return the title and the page of each post."""
    posts = Post.objects.filter(pk__in=[key for key in keys if key.isdigit()]).select_related("city", "agency")
    return {str(post.pk): Label(f"{post.title} ({post.agency})", _at("post_detail", post)) for post in posts}


def name_task_forces(keys: Sequence[str]) -> Mapping[str, Label]:
    """This function will return the name and the page of each task force."""
    found = TaskForce.objects.filter(pk__in=[key for key in keys if key.isdigit()]).select_related("city")
    return {str(one.pk): Label(one.title, _at("task_force_detail", one)) for one in found}


def _at(page: str, thing: Post | TaskForce) -> str:
    return reverse(f"network:{page}", kwargs={"city": thing.city.slug, "pk": thing.pk})


def _page(agency: Agency) -> str:
    return reverse("network:agency_detail", kwargs={"city": agency.city.slug, "code": agency.code})
