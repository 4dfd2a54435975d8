"""Addresses of the funnel."""

from django.urls import path

from metrics.funnel import views

urlpatterns = [
    path("manage/health/funnel/", views.funnel, name="funnel"),
    path("manage/health/funnel/table.csv", views.funnel_csv, name="funnel_csv"),
    path("manage/health/funnel/people/", views.funnel_people, name="funnel_people"),
    path("manage/health/funnel/journey/", views.funnel_journey, name="funnel_journey"),
    path("manage/health/funnel/start-journey/", views.funnel_start_journey, name="funnel_start_journey"),
]
