"""Addresses of spotlights."""

from django.urls import path

from programs.spotlights import managing, views

ONE = "spotlights/<int:occurrence_id>/"
MANAGE = "manage/spotlights/<int:occurrence_id>/"

urlpatterns = [
    path("spotlights/", views.spotlights, name="spotlights"),
    path(ONE, views.spotlight, name="spotlight"),
    path(f"{ONE}mine/", views.spotlight_mine, name="spotlight_mine"),
    path(f"{ONE}answer/", views.spotlight_answer, name="spotlight_answer"),
    path(f"{ONE}write/", views.spotlight_write, name="spotlight_write"),
    path(f"{ONE}agree/", views.spotlight_agree, name="spotlight_agree"),
    path(f"{ONE}badge/", views.spotlight_badge, name="spotlight_badge"),
    path(f"{ONE}withdraw/", views.spotlight_withdraw, name="spotlight_withdraw"),
    path(MANAGE, managing.spotlight_manage, name="spotlight_manage"),
    path(f"{MANAGE}ask/", managing.spotlight_ask, name="spotlight_ask"),
    path(f"{MANAGE}edit/", managing.spotlight_edit, name="spotlight_edit"),
    path(f"{MANAGE}call-back/", managing.spotlight_call_back, name="spotlight_call_back"),
]
