"""Addresses of the measures."""

from django.urls import path

from metrics.measures import views

urlpatterns = [
    path("manage/health/measures/", views.measures, name="measures"),
    path("manage/health/measures/<slug:measure_key>/", views.measure, name="measure"),
    path("manage/health/measures/<slug:measure_key>/set/", views.measure_set, name="measure_set"),
    path("manage/health/measures/<slug:measure_key>/table.csv", views.measure_csv, name="measure_csv"),
    path("manage/health/measures/<slug:measure_key>/behind/", views.measure_behind, name="measure_behind"),
]
