"""Addresses of effects."""

from django.urls import path

from metrics.effects import views

urlpatterns = [
    path("manage/health/effects/", views.effects, name="effects"),
    path("manage/health/effects/<int:program_id>/", views.effect, name="effect"),
    path("manage/health/effects/<int:program_id>/table.csv", views.effect_csv, name="effect_csv"),
]
