"""Addresses of reactions."""

from django.urls import path

from community.reactions import views

urlpatterns = [
    path("p/<int:post_id>/react/", views.post_react, name="post_react"),
    path("p/<int:post_id>/reactions/", views.post_reactions, name="post_reactions"),
]
