"""Addresses of moderation; each room has its own list."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("moderation.escalation.urls")),
    path("", include("moderation.rota.urls")),
    path("", include("moderation.stats.urls")),
]
