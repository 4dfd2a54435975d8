"""Addresses of keys, and what a key reads."""

from django.urls import path

from metrics.keys import api, views

urlpatterns = [
    path("api/health/", api.overview, name="api_health"),
    path("api/health/spaces/", api.spaces, name="api_health_spaces"),
    path("api/health/measures/<str:measure_key>/", api.measure, name="api_health_measure"),
    path("manage/health/keys/", views.health_keys, name="health_keys"),
    path("manage/health/keys/make/", views.health_key_make, name="health_key_make"),
    path("manage/health/keys/<int:key_id>/", views.health_key, name="health_key"),
    path("manage/health/keys/<int:key_id>/end/", views.health_key_end, name="health_key_end"),
]
