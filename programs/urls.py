"""Addresses of programs, room by room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("programs.challenges.urls")),
    path("", include("programs.series.urls")),
]
