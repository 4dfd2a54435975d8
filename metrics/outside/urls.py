"""Addresses of facts from outside."""

from django.urls import path

from metrics.outside import api, views

urlpatterns = [
    path("api/facts/", api.facts, name="api_facts"),
    path("manage/health/outside/", views.outside, name="outside"),
    path("manage/health/outside/make/", views.outside_make, name="outside_make"),
    path("manage/health/outside/<int:source_id>/", views.outside_source, name="outside_source"),
    path("manage/health/outside/<int:source_id>/upload/", views.outside_upload, name="outside_upload"),
    path("manage/health/outside/<int:source_id>/key/", views.outside_key, name="outside_key"),
    path("manage/health/outside/<int:source_id>/end-key/", views.outside_key_end, name="outside_key_end"),
    path("manage/health/outside/<int:source_id>/forget/", views.outside_forget, name="outside_forget"),
    path("manage/health/outside/tables/<int:file_id>/", views.outside_file, name="outside_file"),
    path("manage/health/outside/tables/<int:file_id>/map/", views.outside_map, name="outside_map"),
    path("manage/health/outside/tables/<int:file_id>/take/", views.outside_take, name="outside_take"),
    path("manage/health/outside/tables/<int:file_id>/put-away/", views.outside_put_away, name="outside_put_away"),
]
