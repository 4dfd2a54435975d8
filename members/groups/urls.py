"""Addresses of groups."""

from django.urls import path

from members.groups import views

urlpatterns = [
    path("manage/groups/", views.groups, name="groups"),
    path("manage/groups/create/", views.create, name="group_create"),
    path("manage/groups/<slug:slug>/", views.group, name="group"),
    path("manage/groups/<slug:slug>/rename/", views.rename, name="group_rename"),
    path("manage/groups/<slug:slug>/add/", views.add, name="group_add"),
    path("manage/groups/<slug:slug>/discard/", views.discard, name="group_discard"),
    path("manage/groups/<slug:slug>/remove/<slug:handle>/", views.remove, name="group_remove"),
]
