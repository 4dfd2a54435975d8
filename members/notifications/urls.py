"""Addresses of the inbox, its settings, and the footer of mails."""

from django.urls import path

from members.notifications import choosing, views

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/count/", views.inbox_count, name="inbox_count"),
    path("inbox/seen/", views.inbox_seen, name="inbox_seen"),
    path("inbox/as-before/", views.inbox_as_before, name="inbox_as_before"),
    path("inbox/<int:pk>/read/", views.inbox_read, name="inbox_read"),
    path("inbox/<int:pk>/less/", views.inbox_less, name="inbox_less"),
    path("inbox/<str:tab>/", views.inbox, name="inbox_tab"),
    path("settings/notifications/", choosing.settings_notifications, name="settings_notifications"),
    path(
        "settings/notifications/choose/", choosing.settings_notifications_choose, name="settings_notifications_choose"
    ),
    path("settings/notifications/quiet/", choosing.settings_notifications_quiet, name="settings_notifications_quiet"),
    path("settings/notifications/less/", choosing.settings_notifications_less, name="settings_notifications_less"),
    path("settings/notifications/stop/", choosing.settings_notifications_stop, name="settings_notifications_stop"),
    path(
        "settings/notifications/resume/", choosing.settings_notifications_resume, name="settings_notifications_resume"
    ),
    path("unsubscribe/<slug:token>/", choosing.unsubscribe, name="unsubscribe"),
]
