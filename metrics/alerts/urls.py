"""Addresses of alerts."""

from django.urls import path

from metrics.alerts import views

ALL = "manage/health/alerts/"
ONE = f"{ALL}<int:finding_id>/"

urlpatterns = [
    path(ALL, views.alerts, name="alerts"),
    path(ONE, views.alert, name="alert"),
    path(f"{ONE}set-aside/", views.alert_set_aside, name="alert_set_aside"),
    path(f"{ONE}take-up/", views.alert_take_up, name="alert_take_up"),
    path(f"{ALL}kinds/<slug:alert_key>/choose/", views.alert_rule_choose, name="alert_rule_choose"),
]
