"""Addresses of the community's look and staff settings."""

from django.urls import path, re_path

from members.installation import pages, pictures, team, views

urlpatterns = [
    re_path(r"^theme-(?P<fingerprint>[0-9a-f]{16})\.css$", views.theme, name="theme"),
    re_path(r"^media/mark/(?P<name>[A-Za-z0-9_-]{16}(?:-512)?\.webp)$", pictures.mark, name="mark"),
    re_path(
        r"^icons/(?P<fingerprint>[0-9a-f]{16})-(?P<kind>192|512|maskable|apple)\.png$",
        pictures.app_icon,
        name="app_icon",
    ),
    path("apple-touch-icon.png", pictures.apple_icon, name="apple_icon"),
    path("privacy/", pages.privacy, name="privacy"),
    path("manage/settings/", views.settings_start, name="settings_start"),
    path("manage/settings/pages/", pages.settings_pages, name="settings_pages"),
    path("manage/settings/pages/about/", pages.tell_about, name="settings_tell_about"),
    path("manage/settings/pages/privacy/", pages.tell_privacy, name="settings_tell_privacy"),
    path("manage/settings/name/", views.settings_name, name="settings_name"),
    path("manage/settings/name/rename/", views.rename, name="settings_rename"),
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
