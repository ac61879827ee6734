"""Agencies and partners of a city, the people and posts in them, the task force, and who answers for what."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL, PUBLIC
from paripurna.rooms.network.types import AgencyKind, Duty


class AgencyQuerySet(models.QuerySet["Agency"]):
    def of(self, city_id: int) -> AgencyQuerySet:
        return self.filter(city=city_id)

    def standing(self, on: date | None = None) -> AgencyQuerySet:
        """Agencies that exist on that day; without a day, those that have no end."""
        return self.filter(stands(on))


def stands(on: date | None, *, of: str = "") -> Q:
    """The condition that an agency exists on that day; `of` is the way from another model, as "agency__"."""
    lasts = Q(**{f"{of}valid_to": None})
    if on is None:
        return lasts
    return Q(**{f"{of}valid_from__lte": on}) & (lasts | Q(**{f"{of}valid_to__gte": on}))


class Agency(models.Model):
    """An office of the city, a vertical agency, a service, a partner: whoever may answer for something."""

    FIELD_CLASSES = {
        **dict.fromkeys(("code", "abbreviation", "name", "kind", "sector", "region", "website"), PUBLIC),
        **dict.fromkeys(("id", "city", "valid_from", "valid_to", "address", "tasks", "note", "source"), INTERNAL),
        **dict.fromkeys(("head_name", "contact_name", "contact_phone", "contact_email"), PERSONAL),
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="agencies")
    code = models.SlugField(max_length=40)
    abbreviation = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=AgencyKind.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # the last day
    sector = models.CharField(max_length=80, blank=True)  # what it deals in: banking, health, radio
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, blank=True, related_name="+")
    address = models.CharField(max_length=300, blank=True)
    tasks = models.TextField(blank=True)  # what it does for children, in its own words
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)  # where we know it from
    head_name = models.CharField(max_length=200, blank=True)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    contact_email = models.EmailField(blank=True)
    website = models.URLField(blank=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "code", name="agency_code_unique"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="agency_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.abbreviation


class AgencyRole(models.Model):
    """This agency plays that role of the instrument in this city. Several may; one leads."""

    FIELD_CLASSES = dict.fromkeys(("id", "city", "role", "agency", "is_lead", "note"), INTERNAL)

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    role = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="roles")
    is_lead = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "role", "agency", name="agency_role_once"),
            models.UniqueConstraint("city", "role", name="agency_role_one_lead", condition=Q(is_lead=True)),
        ]


class AgencyMember(models.Model):
    """A person of the city works for this agency."""

    FIELD_CLASSES = {"id": INTERNAL, "city": INTERNAL, "agency": INTERNAL, "membership": PERSONAL}

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="members")
    membership = models.ForeignKey("access.Membership", models.CASCADE, related_name="agency_memberships")

    class Meta:
        constraints = [models.UniqueConstraint("city", "agency", "membership", name="agency_member_once")]


class Assignment(models.Model):
    """A question given to an agency by name, in place of what the roles say. `key` names the sheet."""

    FIELD_CLASSES = dict.fromkeys(("id", "city", "key", "question_number", "agency", "is_lead"), INTERNAL)

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)
    question_number = models.CharField(max_length=20)
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="assignments")
    is_lead = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "key", "question_number", "agency", name="assignment_once"),
            models.UniqueConstraint(
                "city", "key", "question_number", name="assignment_one_lead", condition=Q(is_lead=True)
            ),
        ]


class PostQuerySet(models.QuerySet["Post"]):
    def of(self, city_id: int) -> PostQuerySet:
        return self.filter(city=city_id)


class Post(models.Model):
    """A seat of work in an agency: it stays when the person in it goes."""

    FIELD_CLASSES = dict.fromkeys(("id", "city", "agency", "title", "is_head", "closed_on", "note"), INTERNAL)

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="posts")
    title = models.CharField(max_length=160)
    is_head = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)  # the last day
    note = models.CharField(max_length=300, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "agency", "title", name="post_title_once"),
            models.UniqueConstraint(
                "city", "agency", name="post_one_head", condition=Q(is_head=True) & Q(closed_on=None)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PostHolding(models.Model):
    """Who held a post, from when to when. Who has no account is known by name alone."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "post", "since", "until", "handed_over"), INTERNAL),
        **dict.fromkeys(("membership", "name"), PERSONAL),
    }

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, related_name="holdings")
    membership = models.ForeignKey("access.Membership", models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day
    handed_over = models.TextField(blank=True)  # what was passed on when it ended

    class Meta:
        constraints = [
            models.UniqueConstraint("post", name="post_one_holder", condition=Q(until=None)),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="post_dates_in_order"),
        ]


class TaskForceQuerySet(models.QuerySet["TaskForce"]):
    def of(self, city_id: int) -> TaskForceQuerySet:
        return self.filter(city=city_id)

    def valid_on(self, day: date) -> TaskForceQuerySet:
        return self.filter(Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))


class TaskForce(models.Model):
    """The task force as one decree appoints it. A new decree is a new task force."""

    FIELD_CLASSES = dict.fromkeys(
        ("id", "city", "title", "decree_number", "decree_on", "valid_from", "valid_to", "note", "is_example"), INTERNAL
    )

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    decree_number = models.CharField(max_length=80)
    decree_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # the last day
    note = models.TextField(blank=True)
    is_example = models.BooleanField(default=False)

    objects = TaskForceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "decree_number", name="task_force_decree_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="task_force_dates_in_order"
            ),
        ]


class Seat(models.Model):
    """An agency sits in the task force, or in the part of one strand of the edition, by a post where the decree names one."""

    FIELD_CLASSES = dict.fromkeys(("id", "city", "task_force", "strand", "duty", "agency", "post"), INTERNAL)

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    task_force = models.ForeignKey(TaskForce, models.CASCADE, related_name="seats")
    strand = models.CharField(max_length=60, blank=True)  # "" is the whole task force
    duty = models.CharField(max_length=12, choices=Duty.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="seats")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="seats")

    class Meta:
        constraints = [
            models.UniqueConstraint("task_force", "strand", "agency", "post", name="seat_once", nulls_distinct=False),
            models.UniqueConstraint("task_force", "strand", name="seat_one_chair", condition=Q(duty=Duty.CHAIR)),
        ]
