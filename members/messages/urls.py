"""Addresses of messages."""

from django.urls import path

from members.messages.views import listing, people, previewing, reports, talk, writing

TALK = "messages/<int:talk_id>/"

urlpatterns = [
    path("messages/", listing.messages, name="messages"),
    path("messages/requests/", listing.requests, name="messages_requests"),
    path("messages/new/", writing.new, name="messages_new"),
    path("messages/new/names/", listing.names, name="messages_names"),
    path("messages/preview/", previewing.preview, name="messages_preview"),
    path("reported-messages/", reports.reports, name="messages_reports"),
    path(TALK, talk.talk, name="messages_talk"),
    path(f"{TALK}since/<int:message_id>/", talk.since, name="messages_since"),
    path(f"{TALK}lines/<int:message_id>/", talk.message, name="messages_message"),
    path(f"{TALK}read/", talk.read, name="messages_read"),
    path(f"{TALK}complete/<str:kind>/", talk.complete, name="messages_complete"),
    path(f"{TALK}preview/", previewing.talk_preview, name="messages_talk_preview"),
    path(f"{TALK}write/", writing.write, name="messages_write"),
    path(f"{TALK}lines/<int:message_id>/edit/", writing.edit, name="messages_edit"),
    path(f"{TALK}lines/<int:message_id>/delete/", writing.delete, name="messages_delete"),
    path(f"{TALK}lines/<int:message_id>/report/", reports.report, name="messages_report"),
    path(f"{TALK}accept/", people.accept, name="messages_accept"),
    path(f"{TALK}decline/", people.decline, name="messages_decline"),
    path(f"{TALK}mute/", people.mute, name="messages_mute"),
    path(f"{TALK}unmute/", people.unmute, name="messages_unmute"),
    path(f"{TALK}leave/", people.leave, name="messages_leave"),
    path(f"{TALK}people/", people.who, name="messages_people"),
    path(f"{TALK}people/add/", people.add, name="messages_add"),
    path(f"{TALK}rename/", people.rename, name="messages_rename"),
]
