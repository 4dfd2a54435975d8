"""Addresses of the counting of visitors."""

from django.urls import path

from metrics.visits import views

urlpatterns = [
    path("manage/settings/visits/", views.settings_visits, name="settings_visits"),
    path("manage/settings/visits/count/", views.visits_count, name="visits_count"),
    path("manage/settings/visits/stop/", views.visits_stop, name="visits_stop"),
]
