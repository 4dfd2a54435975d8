"""Addresses of tags."""

from django.urls import path

from community.tags import managing, views

urlpatterns = [
    path("tags/", views.tags, name="tags"),
    path("tags/<str:tag>/", views.tag, name="tag"),
    path("tags/<str:tag>/manage/", managing.tag_manage, name="tag_manage"),
    path("tags/<str:tag>/describe/", managing.tag_describe, name="tag_describe"),
    path("tags/<str:tag>/merge/", managing.tag_merge, name="tag_merge"),
    path("tags/<str:tag>/retire/", managing.tag_retire, name="tag_retire"),
]
