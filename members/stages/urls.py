"""Addresses of stages."""

from django.urls import path

from members.stages import views, ways

urlpatterns = [
    path("manage/stages/", views.stages, name="stages"),
    path("manage/stages/preview/", views.preview_rules, name="stages_preview"),
    path("manage/stages/rule/", views.rule, name="stages_rule"),
    path("manage/stages/of/<slug:handle>/", ways.way, name="stages_of"),
    path("manage/stages/of/<slug:handle>/set/", ways.set_by_hand, name="stages_set"),
    path("manage/stages/of/<slug:handle>/rules/", ways.leave_to_rules, name="stages_left_to_rules"),
]
