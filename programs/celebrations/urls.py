"""Addresses of celebrations."""

from django.urls import path

from programs.celebrations import views

urlpatterns = [
    path("celebrations/", views.celebrations, name="celebrations"),
    path("celebrations/<int:celebration_id>/thank/", views.celebration_thank, name="celebration_thank"),
    path("manage/celebrations/", views.celebrations_manage, name="celebrations_manage"),
    path("manage/celebrations/rule/", views.celebrations_rule, name="celebrations_rule"),
]
