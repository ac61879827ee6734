"""The addresses of a demo."""

from django.urls import path

from paripurna.config.urls import urlpatterns as house
from paripurna.platform.accounts import views

urlpatterns = [path("akun/contoh/", views.example_sign_in, name="example_sign_in"), *house]
