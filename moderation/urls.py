"""Addresses of moderation; each room has its own list."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("moderation.sanctions.urls")),
    path("", include("moderation.appeals.urls")),
    path("", include("moderation.transparency.urls")),
    path("", include("moderation.guidelines.urls")),
    path("", include("moderation.replies.urls")),
    path("", include("moderation.statements.urls")),
    path("", include("moderation.review.urls")),
    path("", include("moderation.screening.urls")),
    path("", include("moderation.reports.urls")),
    path("", include("moderation.review.bulk_urls")),
    path("", include("moderation.review.direct_urls")),
    path("", include("moderation.escalation.urls")),
    path("", include("moderation.rota.urls")),
    path("", include("moderation.stats.urls")),
]
