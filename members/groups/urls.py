"""Addresses of groups."""

from django.urls import path

from members.groups.views import hosting, managing, pages

urlpatterns = [
    path("groups/", pages.groups, name="group_directory"),
    path("groups/<slug:slug>/", pages.group, name="group_page"),
    path("groups/<slug:slug>/join/", pages.join, name="group_join"),
    path("groups/<slug:slug>/leave/", pages.leave, name="group_leave"),
    path("groups/<slug:slug>/apply/", pages.apply, name="group_apply"),
    path("groups/<slug:slug>/apply/withdraw/", pages.application_withdraw, name="group_application_withdraw"),
    path("groups/<slug:slug>/invitation/accept/", pages.invitation_accept, name="group_invitation_accept"),
    path("groups/<slug:slug>/invitation/decline/", pages.invitation_decline, name="group_invitation_decline"),
    path("groups/<slug:slug>/edit/", hosting.edit, name="group_edit"),
    path("groups/<slug:slug>/describe/", hosting.describe, name="group_describe"),
    path("groups/<slug:slug>/care/", hosting.care, name="group_care"),
    path(
        "groups/<slug:slug>/applications/<slug:handle>/accept/",
        hosting.application_accept,
        name="group_application_accept",
    ),
    path(
        "groups/<slug:slug>/applications/<slug:handle>/decline/",
        hosting.application_decline,
        name="group_application_decline",
    ),
    path("groups/<slug:slug>/invite/", hosting.invite, name="group_invite"),
    path(
        "groups/<slug:slug>/invitations/<slug:handle>/withdraw/",
        hosting.invitation_withdraw,
        name="group_invitation_withdraw",
    ),
    path("groups/<slug:slug>/bar/", hosting.bar, name="group_bar"),
    path("groups/<slug:slug>/bars/<slug:handle>/lift/", hosting.bar_lift, name="group_bar_lift"),
    path("groups/<slug:slug>/members/<slug:handle>/take-out/", hosting.take_out, name="group_take_out"),
    path("groups/<slug:slug>/members/<slug:handle>/host/", hosting.host_name, name="group_host_name"),
    path("groups/<slug:slug>/members/<slug:handle>/release/", hosting.host_release, name="group_host_release"),
    path("manage/groups/", managing.groups, name="groups"),
    path("manage/groups/create/", managing.create, name="group_create"),
    path("manage/groups/<slug:slug>/", managing.group, name="group"),
    path("manage/groups/<slug:slug>/rename/", managing.rename, name="group_rename"),
    path("manage/groups/<slug:slug>/add/", managing.add, name="group_add"),
    path("manage/groups/<slug:slug>/discard/", managing.discard, name="group_discard"),
    path("manage/groups/<slug:slug>/remove/<slug:handle>/", managing.remove, name="group_remove"),
]
