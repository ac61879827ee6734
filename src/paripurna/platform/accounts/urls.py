"""A person's own pages under `/akun/`."""

from django.conf import settings
from django.urls import URLPattern, path

from paripurna.platform.accounts import views

app_name = "accounts"


def build_urlpatterns(*, demo: bool) -> list[URLPattern]:
    """This function will return the pages; the sign-in without a password is among them in the demo only."""
    patterns = [
        path("", views.overview, name="overview"),
        path("langkah-kedua/", views.second_factor, name="second_factor"),
        path("perangkat/", views.device_list, name="device_list"),
        path("token/", views.token_list, name="token_list"),
        path("token/<int:token>/akhiri/", views.token_revoke, name="token_revoke"),
    ]
    if demo:
        patterns.append(path("contoh/", views.example_sign_in, name="example_sign_in"))
    return patterns


urlpatterns = build_urlpatterns(demo=settings.DEMO)
