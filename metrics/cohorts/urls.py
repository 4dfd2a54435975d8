"""Addresses of cohorts."""

from django.urls import path

from metrics.cohorts import views

urlpatterns = [
    path("manage/health/cohorts/", views.cohorts, name="cohorts"),
    path("manage/health/cohorts/table.csv", views.cohorts_csv, name="cohorts_csv"),
    path("manage/health/cohorts/people/", views.cohort_people, name="cohort_people"),
]
