"""Addresses of replies by mail."""

from django.urls import path

from members.replying import views

urlpatterns = [
    path("mail/in/", views.mail_in, name="mail_in"),
    path("settings/notifications/again/", views.settings_notifications_again, name="settings_notifications_again"),
]
