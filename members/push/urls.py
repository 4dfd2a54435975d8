"""Addresses of a member's devices."""

from django.urls import path

from members.push import views

urlpatterns = [
    path("settings/notifications/devices/key/", views.push_key, name="push_key"),
    path("settings/notifications/devices/add/", views.push_device_add, name="push_device_add"),
    path("settings/notifications/devices/<int:device_id>/remove/", views.push_device_remove, name="push_device_remove"),
]
