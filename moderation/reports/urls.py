"""Addresses of reports."""

from django.urls import path

from moderation.reports.views import receipts, sending

urlpatterns = [
    path("report/receipt/<str:token>/", receipts.receipt, name="report_receipt"),
    path("report/<str:kind>/<int:pk>/", sending.report, name="report"),
]
