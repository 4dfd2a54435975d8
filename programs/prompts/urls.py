"""Addresses of prompts."""

from django.urls import path

from programs.prompts import views

urlpatterns = [
    path("prompts/<int:program_id>/<slug:title>/", views.prompt, name="prompt"),
]
