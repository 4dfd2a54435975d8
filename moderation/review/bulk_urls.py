"""Addresses of acts on many cases at once."""

from django.urls import path

from moderation.review import bulk_views

urlpatterns = [
    path("moderate/bulk/", bulk_views.bulk, name="moderate_bulk"),
    path("moderate/bulk/undo/", bulk_views.undo_bulk, name="moderate_bulk_undo"),
]
