"""The addresses of an installation with an identity provider."""

from django.urls import include, path

from paripurna.config.urls import urlpatterns as house
from paripurna.platform.accounts import sign_in_urls

urlpatterns = [path("akun/", include(sign_in_urls.list_identity_pages())), *house]
