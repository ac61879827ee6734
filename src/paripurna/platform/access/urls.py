"""Pages of a city: Orang & Undangan."""

from django.urls import path

from paripurna.platform.access.views import invitations, people

app_name = "access"
urlpatterns = [
    path("", people.person_list, name="person_list"),
    path("undangan/", invitations.invitation_list, name="invitation_list"),
    path("undangan/baru/", invitations.invitation_create, name="invitation_create"),
    path("undangan/<int:invitation>/tautan-baru/", invitations.invitation_renew, name="invitation_renew"),
    path("undangan/<int:invitation>/cabut/", invitations.invitation_revoke, name="invitation_revoke"),
    path("peran/<int:membership>/ubah/", people.role_change, name="role_change"),
    path("peran/<int:membership>/akhiri/", people.role_end, name="role_end"),
    path("<uuid:person>/", people.person_detail, name="person_detail"),
    path("<uuid:person>/peran/", people.role_grant, name="role_grant"),
    path("<uuid:person>/hapus/", people.person_erase, name="person_erase"),
]
