"""Addresses of the first steps."""

from django.urls import path

from community.firstrun import views

urlpatterns = [
    path("first-run/", views.first_run, name="first_run"),
    path("first-run/found/", views.found, name="first_run_found"),
    path("first-run/look/", views.look, name="first_run_look"),
    path("first-run/look/take/", views.take_look, name="first_run_take_look"),
    path("first-run/spaces/", views.spaces, name="first_run_spaces"),
    path("first-run/spaces/make/", views.make_spaces, name="first_run_make_spaces"),
    path("first-run/guidelines/", views.guidelines, name="first_run_guidelines"),
    path("first-run/open/", views.open_community, name="first_run_open"),
]
