"""Addresses of what came of experiments."""

from django.urls import path

from metrics.experiments import library, views

ALL = "manage/health/experiments/"
ONE = f"{ALL}<int:experiment_id>/"

urlpatterns = [
    path(ALL, views.health_experiments, name="health_experiments"),
    path(f"{ALL}library/", library.experiment_library, name="experiment_library"),
    path(f"{ALL}library.csv", library.experiment_library_csv, name="experiment_library_csv"),
    path(ONE, views.health_experiment, name="health_experiment"),
    path(f"{ONE}short/", views.health_experiment_short, name="health_experiment_short"),
    path(f"{ONE}plan/", views.health_experiment_plan, name="health_experiment_plan"),
    path(f"{ONE}plan/keep/", views.health_experiment_plan_keep, name="health_experiment_plan_keep"),
    path(f"{ONE}lesson/", views.health_experiment_lesson, name="health_experiment_lesson"),
]
