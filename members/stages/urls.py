"""Addresses of stages."""

from django.urls import path

from members.stages import views

urlpatterns = [
    path("manage/stages/", views.stages, name="stages"),
    path("manage/stages/preview/", views.preview_rules, name="stages_preview"),
    path("manage/stages/rule/", views.rule, name="stages_rule"),
    path("manage/stages/of/<slug:handle>/", views.history, name="stages_of"),
]
