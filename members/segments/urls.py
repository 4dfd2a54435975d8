"""Addresses of segments, and of everybody as managers look at them."""

from django.urls import path

from members.segments import people, views

urlpatterns = [
    path("manage/people/", people.manage_people, name="manage_people"),
    path("manage/segments/", views.segments, name="segments"),
    path("manage/segments/new/", views.new, name="segment_new"),
    path("manage/segments/new/build/", views.build, name="segment_build"),
    path("manage/segments/count/", people.segment_count, name="segment_count"),
    path("manage/segments/create/", views.create, name="segment_create"),
    path("manage/segments/<int:segment_id>/", views.segment, name="segment"),
    path("manage/segments/<int:segment_id>/edit/", views.edit, name="segment_edit"),
    path("manage/segments/<int:segment_id>/edit/build/", views.rebuild, name="segment_rebuild"),
    path("manage/segments/<int:segment_id>/change/", views.change, name="segment_change"),
    path("manage/segments/<int:segment_id>/archive/", views.archive, name="segment_archive"),
    path("manage/segments/<int:segment_id>/unarchive/", views.unarchive, name="segment_unarchive"),
]
