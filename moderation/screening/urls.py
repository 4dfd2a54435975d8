"""Addresses of rules that act by themselves, of first posts, and of a word for a newcomer."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
