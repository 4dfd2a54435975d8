"""Addresses of numbers for hosts and for every member."""

from django.urls import path

from metrics.own import of_space, views

urlpatterns = [
    path("s/<slug:space_slug>/health/", of_space.space_health, name="space_health"),
    path("your-numbers/", views.own_numbers, name="own_numbers"),
]
