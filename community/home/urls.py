"""Addresses of home and the lists of threads."""

from django.urls import path

from community.home import by_member, views

urlpatterns = [
    path("", views.home, name="home"),
    path("for-you/", views.for_you, name="for_you"),
    path("latest/", views.latest, name="latest"),
    path("following/", views.following, name="following"),
    path("unanswered/", views.unanswered, name="unanswered"),
    path("home/order/", views.home_order, name="home_order"),
    path("people/<slug:handle>/threads/", by_member.member_threads, name="member_threads"),
    path("people/<slug:handle>/replies/", by_member.member_posts, name="member_posts"),
    path("people/<slug:handle>/answers/", by_member.member_answers, name="member_answers"),
]
