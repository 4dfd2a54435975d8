"""Addresses of challenges."""

from django.urls import path

from programs.challenges.views import entering, judging, managing, page, settling

CHALLENGE = "challenges/<int:occurrence_id>/"
ENTRY = f"{CHALLENGE}e/<int:number>/"
MANAGE = "manage/challenges/<int:occurrence_id>/"

urlpatterns = [
    path(f"{CHALLENGE}enter/", entering.challenge_enter, name="challenge_enter"),
    path(f"{CHALLENGE}judging/", judging.challenge_judging, name="challenge_judging"),
    path(f"{CHALLENGE}judging/<int:number>/", judging.challenge_sheet, name="challenge_sheet"),
    path(ENTRY, page.challenge_entry, name="challenge_entry"),
    path(f"{ENTRY}picture/<str:name>", page.challenge_picture, name="challenge_picture"),
    path(f"{ENTRY}edit/", entering.challenge_edit, name="challenge_edit"),
    path(f"{ENTRY}withdraw/", entering.challenge_withdraw, name="challenge_withdraw"),
    path(f"{ENTRY}vote/", entering.challenge_vote, name="challenge_vote"),
    path(f"{CHALLENGE}<slug:slug>/", page.challenge, name="challenge"),
    path(f"{MANAGE}entries/", managing.challenge_entries, name="challenge_entries"),
    path(f"{MANAGE}entries/<int:number>/", managing.challenge_look, name="challenge_look"),
    path(f"{MANAGE}judges/add/", managing.challenge_judge_add, name="challenge_judge_add"),
    path(f"{MANAGE}judges/<int:judge_id>/release/", managing.challenge_judge_release, name="challenge_judge_release"),
    path(f"{MANAGE}time/", settling.challenge_time, name="challenge_time"),
    path(f"{MANAGE}recompute/", settling.challenge_recompute, name="challenge_recompute"),
    path(f"{MANAGE}publish/", settling.challenge_publish, name="challenge_publish"),
    path(f"{MANAGE}prizes/<int:place>/", settling.challenge_prize, name="challenge_prize"),
]
