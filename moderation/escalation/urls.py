"""Addresses of escalations."""

from django.urls import path

from moderation.escalation import told, views

urlpatterns = [
    path("moderate/escalation/", views.matrix, name="escalation"),
    path("moderate/escalation/add/", views.rung_add, name="rung_add"),
    path("moderate/escalation/<int:rung_id>/remove/", views.rung_remove, name="rung_remove"),
    path("moderate/<int:case_id>/escalation/", views.case_escalation, name="case_escalation"),
    path("moderate/<int:case_id>/escalate/", views.case_escalate, name="case_escalate"),
    path("moderate/<int:case_id>/escalation/<int:escalation_id>/acknowledge/", views.case_acknowledge,
         name="case_acknowledge"),
    path("moderate/escalations/<str:token>/", told.escalation_told, name="escalation_told"),
    path("moderate/escalations/<str:token>/acknowledge/", told.escalation_acknowledge, name="escalation_acknowledge"),
]  # fmt: skip
