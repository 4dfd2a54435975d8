"""Addresses of programs, room by room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("programs.calendar.urls")),
    path("", include("programs.events.urls")),
    path("", include("programs.challenges.urls")),
    path("", include("programs.series.urls")),
    path("", include("programs.prompts.urls")),
    path("", include("programs.homing.urls")),
    path("", include("programs.amas.urls")),
    path("", include("programs.surveys.urls")),
    path("", include("programs.feedback.urls")),
    path("", include("programs.newsletters.urls")),
    path("", include("programs.contributions.urls")),
    path("", include("programs.pilots.urls")),
    path("", include("programs.spotlights.urls")),
    path("", include("programs.celebrations.urls")),
]
