"""Addresses of pilots."""

from django.urls import path

from programs.pilots.views import board, pages, report

BOARD = "manage/pilots/<int:occurrence_id>/"
SEAT = f"{BOARD}people/<int:pilot_seat_id>/"

urlpatterns = [
    path("pilots/<int:occurrence_id>/<slug:slug>/", pages.pilot, name="pilot"),
    path("pilots/ask/<int:occurrence_id>/", pages.pilot_ask, name="pilot_ask"),
    path("pilots/withdraw/<int:occurrence_id>/", pages.pilot_withdraw, name="pilot_withdraw"),
    path("pilots/join/<int:occurrence_id>/", pages.pilot_join, name="pilot_join"),
    path("pilots/refuse/<int:occurrence_id>/", pages.pilot_refuse, name="pilot_refuse"),
    path("pilots/leave/<int:occurrence_id>/", pages.pilot_leave, name="pilot_leave"),
    path("pilots/feedback/<int:occurrence_id>/", pages.pilot_feedback, name="pilot_feedback"),
    path("pilots/tasks/<int:pilot_task_id>/", pages.pilot_task, name="pilot_task"),
    path("pilots/tasks/<int:pilot_task_id>/undo/", pages.pilot_task_undo, name="pilot_task_undo"),
    path(BOARD, board.pilot_board, name="pilot_board"),
    path(f"{BOARD}invite/", board.pilot_invite, name="pilot_invite"),
    path(f"{SEAT}accept/", board.pilot_accept, name="pilot_accept"),
    path(f"{SEAT}decline/", board.pilot_decline, name="pilot_decline"),
    path(f"{SEAT}out/", board.pilot_out, name="pilot_out"),
    path(f"{BOARD}tasks/add/", board.pilot_task_add, name="pilot_task_add"),
    path("manage/pilots/tasks/<int:pilot_task_id>/", board.pilot_task_edit, name="pilot_task_edit"),
    path("manage/pilots/tasks/<int:pilot_task_id>/remove/", board.pilot_task_remove, name="pilot_task_remove"),
    path(f"{BOARD}report/", report.pilot_report, name="pilot_report"),
    path(f"{BOARD}report/draft/", report.pilot_report_draft, name="pilot_report_draft"),
    path(f"{BOARD}report/publish/", report.pilot_report_publish, name="pilot_report_publish"),
]
