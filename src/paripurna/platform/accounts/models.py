"""People who sign in. Children have no accounts."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models.functions import Lower

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

    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(username=Lower("username")), name="user_username_lower"),
            models.UniqueConstraint(Lower("email"), name="user_email_unique", condition=~models.Q(email="")),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.partition(" ")[0] or self.username
