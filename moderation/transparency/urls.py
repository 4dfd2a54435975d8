"""Addresses of the log and the reports of quarters."""

from django.urls import path

from moderation.transparency import views

QUARTER = "transparency/<int:year>-q<int:number>"

urlpatterns = [
    path("transparency/", views.transparency, name="transparency"),
    path("transparency/log/", views.log_for_members, name="transparency_log"),
    path(f"{QUARTER}/", views.report, name="transparency_report"),
    path(f"{QUARTER}.csv", views.report_csv, name="transparency_csv"),
    path("moderate/log/", views.log_for_team, name="moderation_log"),
]
