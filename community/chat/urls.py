"""Addresses of chat."""

from django.urls import path

from community.chat.views import lines, rooms, turning, writing

ROOM = "s/<slug:space_slug>/chat/<int:room_id>/"

urlpatterns = [
    path("s/<slug:space_slug>/chat/", rooms.chat, name="chat"),
    path("s/<slug:space_slug>/chat/open/", rooms.chat_open, name="chat_open"),
    path(ROOM, lines.room, name="chat_room"),
    path(f"{ROOM}since/<int:line_id>/", lines.since, name="chat_since"),
    path(f"{ROOM}lines/<int:line_id>/", lines.line, name="chat_line"),
    path(f"{ROOM}read/", lines.read, name="chat_read"),
    path(f"{ROOM}write/", writing.write, name="chat_write"),
    path(f"{ROOM}lines/<int:line_id>/edit/", writing.edit, name="chat_line_edit"),
    path(f"{ROOM}lines/<int:line_id>/delete/", writing.delete, name="chat_line_delete"),
    path(f"{ROOM}lines/<int:line_id>/restore/", writing.restore, name="chat_line_restore"),
    path(f"{ROOM}subject/", rooms.chat_subject, name="chat_subject"),
    path(f"{ROOM}rest/", rooms.chat_rest, name="chat_rest"),
    path(f"{ROOM}wake/", rooms.chat_wake, name="chat_wake"),
    path(f"{ROOM}hear/", rooms.chat_hear, name="chat_hear"),
    path(f"{ROOM}thread/", turning.choose, name="chat_thread"),
    path(f"{ROOM}thread/make/", turning.make, name="chat_thread_make"),
    path(f"{ROOM}thread/<int:stretch_id>/undo/", turning.undo, name="chat_thread_undo"),
]
