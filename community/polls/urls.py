"""Addresses of polls and of what comes of them."""

from django.urls import path

from community.polls import decisions, views

urlpatterns = [
    path("posts/poll-fields/", views.poll_fields, name="poll_fields"),
    path("p/<int:post_id>/poll/new/", views.poll_new, name="poll_new"),
    path("p/<int:post_id>/poll/edit/", views.poll_edit, name="poll_edit"),
    path("p/<int:post_id>/poll/vote/", views.poll_vote, name="poll_vote"),
    path("p/<int:post_id>/poll/close/", views.poll_close, name="poll_close"),
    path("p/<int:post_id>/poll/votes/", views.poll_votes, name="poll_votes"),
    path("p/<int:post_id>/poll/decision/", decisions.poll_decide, name="poll_decide"),
    path("p/<int:post_id>/poll/decision/history/", decisions.decision_history, name="decision_history"),
    path("s/<slug:space_slug>/decisions/", decisions.space_decisions, name="space_decisions"),
]
