"""Addresses of the community's look, guidelines and staff settings."""

from django.urls import path, re_path

from members.installation import team, views

urlpatterns = [
    re_path(r"^theme-(?P<fingerprint>[0-9a-f]{16})\.css$", views.theme, name="theme"),
    path("guidelines/", views.guidelines, name="guidelines"),
    path("manage/settings/name/", views.settings_name, name="settings_name"),
    path("manage/settings/name/rename/", views.rename, name="settings_rename"),
    path("manage/settings/name/guidelines/", views.adopt_guidelines, name="settings_adopt_guidelines"),
    path("manage/settings/look/", views.settings_look, name="settings_look"),
    path("manage/settings/look/sample.css", views.settings_look_sample, name="settings_look_sample"),
    path("manage/settings/look/paint/", views.paint, name="settings_paint"),
    path("manage/settings/look/mark/take/", views.take_mark, name="settings_take_mark"),
    path("manage/settings/look/mark/drop/", views.drop_mark, name="settings_drop_mark"),
    path("manage/settings/roles/", team.settings_roles, name="settings_roles"),
    path("manage/settings/roles/give/", team.give_role, name="settings_give_role"),
    path("manage/settings/access/", team.settings_access, name="settings_access"),
    path("manage/settings/access/admit/", team.admit, name="settings_admit"),
]
