"""Addresses of tags."""

from django.urls import path

from community.tags import views

urlpatterns = [path("tags/", views.tags, name="tags"), path("tags/<str:tag>/", views.tag, name="tag")]
