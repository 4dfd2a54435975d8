"""Addresses of own data, of leaving and of coming back."""

from django.urls import path, re_path

from members.privacy import views

urlpatterns = [
    path("settings/data/", views.settings_data, name="settings_data"),
    path("settings/data/copy/", views.ask, name="settings_data_ask"),
    re_path(r"^settings/data/copy/(?P<copy>[A-Za-z0-9_-]{20,32})\.zip$", views.fetch, name="settings_data_file"),
    path("settings/data/leave/", views.leave, name="settings_data_leave"),
    path("signin/return/", views.offered_return, name="return"),
    path("signin/return/<str:token>/", views.return_by_letter, name="return_by_letter"),
    path("manage/settings/roles/erase/", views.erase_member, name="erase_member"),
]
