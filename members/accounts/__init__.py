"""Signing up, signing in and keeping an account safe, over django-allauth."""
