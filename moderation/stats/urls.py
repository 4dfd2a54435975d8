"""Addresses of the team's numbers."""

from django.urls import path

from moderation.stats import views

urlpatterns = [
    path("moderate/stats/", views.moderation_stats, name="moderation_stats"),
    path("moderate/stats/break/not-now/", views.break_not_now, name="break_not_now"),
]
