"""Addresses of the page of newcomers."""

from django.urls import path

from community.welcome import steering, views

urlpatterns = [
    path("welcome/", views.welcome, name="welcome"),
    path("welcome/hello/", views.hello, name="welcome_hello"),
    path("welcome/interests/", views.interests, name="welcome_interests"),
    path("welcome/around/", views.around, name="welcome_around"),
    path("welcome/skip/", views.leave_out, name="welcome_skip"),
    path("welcome/dismiss/", views.put_away, name="welcome_dismiss"),
    path("welcome/film/<str:film>", views.film, name="welcome_film"),
    path("welcome/read/<str:guide_slug>/", views.read, name="welcome_read"),
    path("manage/settings/welcome/", steering.settings_welcome, name="settings_welcome"),
    path("manage/settings/welcome/choose/", steering.choose_welcome, name="settings_choose_welcome"),
]
