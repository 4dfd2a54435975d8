"""Addresses of response templates."""

from django.urls import path

from moderation.replies import views

ROOT = "moderate/templates/"

urlpatterns = [
    path(ROOT, views.replies, name="replies"),
    path(f"{ROOT}new/", views.reply_new, name="reply_new"),
    path(f"{ROOT}write/", views.reply_write, name="reply_write"),
    path(f"{ROOT}<slug:key>/", views.reply_template, name="reply_template"),
    path(f"{ROOT}<slug:key>/change/", views.reply_change, name="reply_change"),
    path(f"{ROOT}<slug:key>/remove/", views.reply_remove, name="reply_remove"),
]
