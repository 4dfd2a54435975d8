"""Addresses of the memo."""

from django.urls import path

from metrics.memos import views

urlpatterns = [
    path("memo/", views.memo, name="health_memo"),
    path("memo/letter/", views.memo_letter, name="health_memo_letter"),
    path("memo/switch/", views.memo_switch, name="health_memo_switch"),
    path("memo/stop/<str:letter_token>/", views.memo_stop, name="health_memo_stop"),
]
