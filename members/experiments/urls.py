"""Addresses of experiments."""

from django.urls import path

from members.experiments import views

ONE = "manage/experiments/<int:experiment_id>/"

urlpatterns = [
    path("manage/experiments/", views.experiments, name="experiments"),
    path("manage/experiments/new/", views.new, name="experiment_new"),
    path("manage/experiments/define/", views.define, name="experiment_define"),
    path(ONE, views.experiment, name="experiment"),
    path(f"{ONE}start/", views.start, name="experiment_start"),
    path(f"{ONE}stop/", views.stop, name="experiment_stop"),
    path(f"{ONE}weigh/", views.weigh, name="experiment_weigh"),
]
