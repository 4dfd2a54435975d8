"""Addresses of the operators' page."""

from django.urls import path

from members.activity import views

urlpatterns = [
    path("manage/operations/", views.operations, name="operations"),
    path("manage/operations/<int:receipt_id>/try-again/", views.try_again, name="operations_try_again"),
    path("manage/operations/<int:receipt_id>/set-aside/", views.set_aside, name="operations_set_aside"),
    path("manage/operations/all/<str:subscriber>/try-again/", views.try_all_again, name="operations_try_all_again"),
    path("manage/operations/outbox/<str:outbox>/", views.try_outbox_again, name="operations_try_outbox_again"),
]
