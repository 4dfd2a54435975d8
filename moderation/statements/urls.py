"""Addresses of statements."""

from django.urls import path

from moderation.statements import views

urlpatterns = [path("standing/decisions/<int:decision_id>/", views.statement, name="statement")]
