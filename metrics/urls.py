"""Addresses of metrics, room by room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("metrics.cohorts.urls")),
]
