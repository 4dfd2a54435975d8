"""Addresses of a member's settings; account and security stand in `members/accounts/urls.py`."""

from django.urls import path
from django.views.generic import RedirectView

from config.lib.audience import members_only
from members.settings import views

urlpatterns = [
    path(
        "settings/",
        members_only(RedirectView.as_view(pattern_name="settings_profile", permanent=False)),
        name="settings",
    ),
    path("settings/profile/", views.profile, name="settings_profile"),
    path("settings/profile/photo/", views.photo, name="settings_photo"),
    path("settings/profile/photo/remove/", views.photo_remove, name="settings_photo_remove"),
    path("settings/appearance/", views.appearance, name="settings_appearance"),
    path("settings/appearance/theme/", views.theme, name="settings_theme"),
    path("settings/accessibility/", views.accessibility, name="settings_accessibility"),
    path("settings/privacy/", views.privacy, name="settings_privacy"),
]
