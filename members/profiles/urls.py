"""Addresses of people."""

from django.urls import path, re_path

from members.profiles import views

urlpatterns = [
    path("people/", views.directory, name="people"),
    path("people/<str:handle>/", views.member, name="member"),
    re_path(r"^media/photos/(?P<name>[A-Za-z0-9_-]{24}-(?:80|160|320)\.webp)$", views.photo, name="photo"),
]
