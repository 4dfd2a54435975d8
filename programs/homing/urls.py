"""The address of what programs put on home."""

from django.urls import path

from programs.homing import views

urlpatterns = [path("home/around/", views.home_around, name="home_around")]
