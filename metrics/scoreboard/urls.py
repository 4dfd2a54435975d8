"""Addresses of the scoreboard."""

from django.urls import path

from metrics.scoreboard import views

urlpatterns = [
    path("manage/health/", views.health, name="health"),
    path("manage/health/scores.csv", views.health_csv, name="health_csv"),
]
