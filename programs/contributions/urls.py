"""Addresses of calls for contributions."""

from django.urls import path

from programs.contributions.views import desk, reading, writing

MINE = "contribute/mine/"
ONE = f"{MINE}<int:contribution_id>/"
DESK = "manage/contributions/<int:occurrence_id>/"
REVIEW = f"{DESK}<int:contribution_id>/"

urlpatterns = [
    path(MINE, reading.contributions, name="contributions"),
    path(ONE, writing.contribution, name="contribution"),
    path(f"{ONE}withdraw/", writing.contribution_withdraw, name="contribution_withdraw"),
    path(f"{ONE}discard/", writing.contribution_discard, name="contribution_discard"),
    path("contribute/<int:occurrence_id>/", reading.contribution_call, name="contribution_call"),
    path("contribute/<int:occurrence_id>/write/", writing.contribution_write, name="contribution_write"),
    path(DESK, desk.contribution_desk, name="contribution_desk"),
    path(f"{DESK}editors/add/", desk.contribution_editor_add, name="contribution_editor_add"),
    path(
        f"{DESK}editors/<int:editor_id>/release/", desk.contribution_editor_release, name="contribution_editor_release"
    ),
    path(REVIEW, desk.contribution_review, name="contribution_review"),
    path(f"{REVIEW}comment/", desk.contribution_comment, name="contribution_comment"),
    path(f"{REVIEW}decide/", desk.contribution_decide, name="contribution_decide"),
    path(f"{REVIEW}publish/", desk.contribution_publish, name="contribution_publish"),
]
