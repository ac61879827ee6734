"""People who sign in. Children have no accounts."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.classes import INTERNAL, PERSONAL, SEALED


class UserManager(models.Manager["User"]):
    def get_by_natural_key(self, username: str) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in with a user name or an e-mail address; the e-mail is optional."""

    FIELD_CLASSES = {
        "id": INTERNAL,
        "code": INTERNAL,
        "username": PERSONAL,
        "name": PERSONAL,
        "email": PERSONAL,
        "language": INTERNAL,
        "password": SEALED,
        "is_active": INTERNAL,
        "is_operator": INTERNAL,
        "joined_at": INTERNAL,
        "last_login": PERSONAL,
        "erased_at": INTERNAL,
    }
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(max_length=150, unique=True)  # stored in lower case
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="id", choices=[("id", "Indonesia"), ("en", "English")])
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)  # runs the installation; has no right inside a city by it
    joined_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)  # nothing personal is left

    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(username=Lower("username")), name="user_username_lower"),
            models.UniqueConstraint(Lower("email"), name="user_email_unique", condition=~models.Q(email="")),
            models.CheckConstraint(
                condition=models.Q(erased_at=None) | models.Q(name="", email="", is_active=False),
                name="user_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return str(_("(account deleted)")) if self.erased_at else self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.partition(" ")[0] or self.username


class ApiToken(models.Model):
    """A key with which a program reads what its owner may read. Shown once; only its hash is kept."""

    FIELD_CLASSES = {
        "id": INTERNAL,
        "user": PERSONAL,
        "name": PERSONAL,
        "prefix": INTERNAL,
        "secret_hash": SEALED,
        "scopes": INTERNAL,
        "issued_at": INTERNAL,
        "expires_at": INTERNAL,
        "last_used_on": PERSONAL,
        "revoked_at": INTERNAL,
    }

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12)  # by which a person knows the token again
    secret_hash = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=30))
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("issued_at")), name="token_dates_in_order"
            )
        ]
