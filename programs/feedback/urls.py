"""Addresses of "You said, we did"."""

from django.urls import path

from programs.feedback import views

urlpatterns = [
    path("feedback/", views.feedback, name="feedback"),
    path("feedback/<int:occurrence_id>/", views.feedback_issue, name="feedback_issue"),
    path("manage/feedback/<int:occurrence_id>/", views.feedback_edit, name="feedback_edit"),
    path("manage/feedback/<int:occurrence_id>/save/", views.feedback_save, name="feedback_save"),
]
