"""Addresses of viewing as somebody else, and of a member's word about it."""

from django.urls import path

from members.viewing import views

urlpatterns = [
    path("manage/view-as/", views.view_as, name="view_as"),
    path("manage/view-as/start/", views.view_start, name="view_start"),
    path("manage/view-as/ask/", views.view_ask, name="view_ask"),
    path("manage/view-as/leave/", views.view_leave, name="view_leave"),
    path("settings/privacy/viewing/", views.settings_viewing, name="settings_viewing"),
    path("settings/privacy/viewing/agree/", views.view_agree, name="view_agree"),
    path("settings/privacy/viewing/withdraw/", views.view_withdraw, name="view_withdraw"),
]
