"""Addresses of where one stands, and of persons for the team."""

from django.urls import path

from moderation.sanctions import views

PERSON = "moderate/people/<str:handle>/"

urlpatterns = [
    path("standing/", views.standing, name="standing"),
    path(PERSON, views.person, name="person_standing"),
    path(f"{PERSON}note/", views.note_person, name="person_note"),
    path("moderate/steps/", views.ladder, name="ladder"),
    path("moderate/steps/choose/", views.ladder_choose, name="ladder_choose"),
    path("moderate/sanctions/<int:sanction_id>/lift/", views.lift_sanction, name="sanction_lift"),
]
