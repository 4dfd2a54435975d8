"""Addresses of members."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("members.activity.urls")),
    path("", include("members.installation.urls")),
    path("", include("members.groups.urls")),
    path("", include("members.accounts.urls")),
    path("", include("members.invitations.urls")),
    path("", include("members.profiles.urls")),
    path("", include("members.icebreakers.urls")),
    path("", include("members.mentoring.urls")),
    path("", include("members.messages.urls")),
    path("", include("members.notifications.urls")),
    path("", include("members.digest.urls")),
    path("", include("members.push.urls")),
    path("", include("members.replying.urls")),
    path("", include("members.settings.urls")),
    path("", include("members.privacy.urls")),
    path("", include("members.segments.urls")),
    path("", include("members.duties.urls")),
    path("", include("members.stages.urls")),
    path("", include("members.experiments.urls")),
    path("", include("members.recognition.urls")),
    path("", include("members.journeys.urls")),
    path("", include("members.viewing.urls")),
    path("", include("members.ambassadors.urls")),
]
