"""Addresses of appeals."""

from django.urls import path

from moderation.appeals.views import own, team

NEW, ONE, WITH = "appeals/new/<int:decision_id>/", "appeals/<int:appeal_id>/", "appeals/with/<str:token>/"
CASE = "moderate/appeals/<int:appeal_id>/"

urlpatterns = [
    path(NEW, own.start, name="appeal_start"),
    path(f"{NEW}send/", own.open_appeal, name="appeal_open"),
    path(ONE, own.show, name="appeal"),
    path(f"{ONE}write/", own.write_more, name="appeal_write"),
    path(WITH, own.show_with, name="appeal_with"),
    path(f"{WITH}send/", own.send_with, name="appeal_with_send"),
    path(CASE, team.appeal_case, name="appeal_case"),
    path(f"{CASE}note/", team.note, name="appeal_note"),
    path(f"{CASE}answer/", team.say, name="appeal_answer"),
    path(f"{CASE}uphold/", team.uphold_appeal, name="appeal_uphold"),
    path(f"{CASE}reverse/", team.reverse_appeal, name="appeal_reverse"),
]
