"""Addresses of spaces."""

from django.urls import path

from community.spaces import editing, of_group, steering, views

urlpatterns = [
    path("spaces/", views.directory, name="spaces"),
    path("groups/<slug:slug>/spaces/", of_group.group_spaces, name="group_spaces"),
    path("s/<slug:space_slug>/", views.space, name="space"),
    path("s/<slug:space_slug>/about/", views.about, name="space_about"),
    path("s/<slug:space_slug>/members/", views.members, name="space_members"),
    path("s/<slug:space_slug>/members/add/", editing.add_member, name="space_add_member"),
    path("s/<slug:space_slug>/members/<slug:handle>/remove/", editing.remove_member, name="space_remove_member"),
    path("s/<slug:space_slug>/edit/", editing.edit, name="space_edit"),
    path("s/<slug:space_slug>/describe/", editing.describe, name="space_describe"),
    path("s/<slug:space_slug>/rename/", editing.rename, name="space_rename"),
    path("s/<slug:space_slug>/move/", editing.move, name="space_move"),
    path("s/<slug:space_slug>/move/up/", steering.move_up, name="space_move_up"),
    path("s/<slug:space_slug>/move/down/", steering.move_down, name="space_move_down"),
    path("s/<slug:space_slug>/open-to/", editing.open_to, name="space_open_to"),
    path("s/<slug:space_slug>/hosts/add/", editing.add_host, name="space_add_host"),
    path("s/<slug:space_slug>/hosts/<slug:handle>/remove/", editing.remove_host, name="space_remove_host"),
    path("s/<slug:space_slug>/archive/", steering.archive, name="space_archive"),
    path("s/<slug:space_slug>/unarchive/", steering.unarchive, name="space_unarchive"),
    path("s/<slug:space_slug>/delete/ask/", steering.delete_asked, name="space_delete_asked"),
    path("s/<slug:space_slug>/delete/", steering.delete, name="space_delete"),
    path("s/<slug:space_slug>/restore/", steering.restore, name="space_restore"),
    path("manage/settings/spaces/", steering.settings_spaces, name="settings_spaces"),
    path("manage/settings/spaces/create/", steering.create, name="space_create"),
]
