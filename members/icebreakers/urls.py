"""Addresses of ice-breakers."""

from django.urls import path

from members.icebreakers import views

urlpatterns = [
    path("manage/settings/ice-breakers/", views.icebreakers, name="settings_icebreakers"),
    path("manage/settings/ice-breakers/arrange/", views.arrange, name="settings_arrange_icebreakers"),
]
