"""Every field of every model of ours says how private it is; every model of others is classed here as a whole."""

import pytest
from django.apps import apps

from paripurna.platform.access.classes import INTERNAL, PERSONAL, SEALED, FieldClass

OURS = "paripurna."
# The most private thing in the table counts for all of it.
MODELS_OF_OTHERS = {
    "account.EmailAddress": PERSONAL,
    "account.EmailConfirmation": PERSONAL,
    "auth.Group": INTERNAL,
    "auth.Permission": INTERNAL,
    "contenttypes.ContentType": INTERNAL,
    "mfa.Authenticator": SEALED,
    "procrastinate.ProcrastinateEvent": INTERNAL,
    "procrastinate.ProcrastinateJob": INTERNAL,
    "procrastinate.ProcrastinatePeriodicDefer": INTERNAL,
    "procrastinate.ProcrastinateWorker": INTERNAL,
    "sessions.Session": PERSONAL,
    "socialaccount.SocialAccount": PERSONAL,
    "socialaccount.SocialApp": SEALED,
    "socialaccount.SocialToken": SEALED,
    "usersessions.UserSession": PERSONAL,
}
MODELS = list(apps.get_models())
OWN_MODELS = [model for model in MODELS if model.__module__.startswith(OURS)]


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_classed(model):
    fields = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}

    assert set(model.FIELD_CLASSES) == fields
    assert all(isinstance(value, FieldClass) for value in model.FIELD_CLASSES.values())


def test_every_model_of_others_is_classed():
    others = {model._meta.label for model in MODELS if not model.__module__.startswith(OURS)}

    assert others == set(MODELS_OF_OTHERS)
