"""Addresses of following, muting and blocking."""

from django.urls import path

from community.following import views

urlpatterns = [
    path("follow/thread/<int:thread_id>/", views.follow_thread, name="follow_thread"),
    path("follow/space/<slug:slug>/", views.follow_space, name="follow_space"),
    path("follow/tag/<str:tag>/", views.follow_tag, name="follow_tag"),
    path("follow/person/<slug:handle>/", views.follow_person, name="follow_person"),
    path("settings/following/", views.following_review, name="following_review"),
    path("settings/following/<int:follow_id>/end/", views.following_end, name="following_end"),
    path("people/<slug:handle>/following/", views.person_choices, name="person_choices"),
    path("people/<slug:handle>/mute/", views.person_act, {"act": "mute"}, name="person_mute"),
    path("people/<slug:handle>/block/", views.person_act, {"act": "block"}, name="person_block"),
    path("people/<slug:handle>/unmute/", views.person_act, {"act": "unmute"}, name="person_unmute"),
    path("people/<slug:handle>/unblock/", views.person_act, {"act": "unblock"}, name="person_unblock"),
    path("settings/privacy/silenced/", views.following_silenced, name="following_silenced"),
]
