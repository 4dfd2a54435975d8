"""Addresses of invitations and applications."""

from django.urls import path

from members.invitations import views

urlpatterns = [
    path("invite/<str:code>/", views.invitation, name="invite"),
    path("join/apply/", views.apply, name="apply"),
    path("manage/invitations/", views.invitations, name="invitations"),
    path("manage/invitations/<int:invitation_id>/withdraw/", views.invitation_withdraw, name="invitation_withdraw"),
    path("manage/applications/", views.applications, name="applications"),
    path("manage/applications/<int:application_id>/accept/", views.application_accept, name="application_accept"),
    path("manage/applications/<int:application_id>/decline/", views.application_decline, name="application_decline"),
]
