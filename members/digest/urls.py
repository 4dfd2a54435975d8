"""Addresses of the digest."""

from django.urls import path

from members.digest.views import choosing, managing, reading

urlpatterns = [
    path("digest/<slug:token>/", reading.digest_read, name="digest_read"),
    # The sign before the token is in no token of another letter, so each kind of footer finds its own page.
    path("unsubscribe/~<slug:token>/", reading.digest_less, name="digest_less"),
    path("settings/digest/", choosing.settings_digest, name="settings_digest"),
    path("settings/digest/hour/", choosing.settings_digest_hour, name="settings_digest_hour"),
    path("settings/digest/sections/", choosing.settings_digest_sections, name="settings_digest_sections"),
    path("settings/digest/stop/", choosing.settings_digest_stop, name="settings_digest_stop"),
    path("settings/digest/resume/", choosing.settings_digest_resume, name="settings_digest_resume"),
    path("manage/digest/", managing.digest, name="digest"),
    path("manage/digest/plan/", managing.digest_plan, name="digest_plan"),
    path("manage/digest/approve/", managing.digest_approve, name="digest_approve"),
    path("manage/digest/sections/<slug:section>/move/", managing.digest_move, name="digest_move"),
    path("manage/digest/sections/<slug:section>/switch/", managing.digest_switch, name="digest_switch"),
    path("manage/digest/note/", managing.digest_note, name="digest_note"),
    path("manage/digest/note/<int:note_id>/end/", managing.digest_note_end, name="digest_note_end"),
    path("manage/digest/test/", managing.digest_test, name="digest_test"),
    path("manage/digest/preview/", managing.digest_preview, name="digest_preview"),
]
