"""Addresses of metrics, room by room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("metrics.measures.urls")),
    path("", include("metrics.visits.urls")),
    path("", include("metrics.cohorts.urls")),
    path("", include("metrics.scoreboard.urls")),
    path("", include("metrics.own.urls")),
    path("", include("metrics.memos.urls")),
    path("", include("metrics.effects.urls")),
    path("", include("metrics.outside.urls")),
    path("", include("metrics.keys.urls")),
    path("", include("metrics.alerts.urls")),
    path("", include("metrics.funnel.urls")),
    path("", include("metrics.experiments.urls")),
]
