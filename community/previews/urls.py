"""Addresses of link previews."""

from django.urls import path, re_path

from community.previews import views

urlpatterns = [
    re_path(
        r"^media/l/(?P<use_id>[1-9][0-9]{0,17})/(?P<secret>[A-Za-z0-9_-]{1,32})\.webp$",
        views.preview_picture,
        name="preview_picture",
    ),
    path("p/<int:post_id>/previews/remove/", views.previews_remove, name="previews_remove"),
    path("p/<int:post_id>/previews/restore/", views.previews_restore, name="previews_restore"),
    path("manage/settings/previews/", views.settings_previews, name="settings_previews"),
    path("manage/settings/previews/rule/", views.rule_previews, name="settings_rule_previews"),
]
