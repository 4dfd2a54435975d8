"""Addresses of ideas."""

from django.urls import path

from community.ideas.views import showing, steering, voting

urlpatterns = [
    path("ideas/", showing.ideas, name="ideas"),
    path("roadmap/", showing.show_roadmap, name="roadmap"),
    path("s/<slug:space_slug>/ideas/", showing.space_ideas, name="space_ideas"),
    path("t/<int:thread_id>/vote/", voting.thread_vote, name="thread_vote"),
    path("t/<int:thread_id>/status/", steering.idea_status, name="idea_status"),
    path("t/<int:thread_id>/status/give/", steering.idea_give, name="idea_give"),
    path("manage/settings/ideas/", steering.settings_ideas, name="settings_ideas"),
    path("manage/settings/ideas/votes/", steering.settings_votes, name="settings_votes"),
]
