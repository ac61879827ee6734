"""Where the link of an invitation leads."""

from django.urls import path

from paripurna.platform.access.views import invitations

app_name = "invitation"
urlpatterns = [
    path("", invitations.invitation_accept, name="accept"),
    path("<str:token>/", invitations.invitation_follow, name="follow"),
]
