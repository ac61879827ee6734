"""Calendars behind secret addresses, under `/kalender/`: calendar programs do not sign in."""

from django.urls import path

from paripurna.rooms.evidence.views import feeds

app_name = "feeds"

urlpatterns = [path("<str:secret>.ics", feeds.send_calendar, name="calendar")]
