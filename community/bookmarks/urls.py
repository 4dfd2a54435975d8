"""Addresses of what one keeps."""

from django.urls import path

from community.bookmarks import views

urlpatterns = [
    path("saved/", views.saved, name="saved"),
    path("saved/<int:bookmark_id>/", views.saved_edit, name="saved_edit"),
    path("saved/<int:bookmark_id>/remove/", views.saved_remove, name="saved_remove"),
    path("saved/<int:bookmark_id>/restore/", views.saved_restore, name="saved_restore"),
    path("p/<int:post_id>/save/", views.post_save, name="post_save"),
]
