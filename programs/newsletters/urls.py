"""Addresses of newsletters."""

from django.urls import path

from programs.newsletters.views import choosing, managing, previewing, reading

MANAGE = "manage/newsletters/<int:occurrence_id>/"
urlpatterns = [
    path("newsletters/", reading.newsletters, name="newsletters"),
    path("newsletters/stop/<str:letter_token>/", choosing.newsletter_stop, name="newsletter_stop"),
    path("newsletters/<int:occurrence_id>/", reading.newsletter, name="newsletter"),
    path("newsletters/<int:occurrence_id>/go/<int:part_id>/", reading.newsletter_go, name="newsletter_go"),
    path(
        "settings/notifications/newsletters/", choosing.settings_newsletters, name="settings_notifications_newsletters"
    ),
    path(
        "settings/notifications/newsletters/switch/",
        choosing.settings_newsletters_switch,
        name="settings_notifications_newsletters_switch",
    ),
    path(MANAGE, managing.newsletter_edit, name="newsletter_edit"),
    path(f"{MANAGE}save/", managing.newsletter_save, name="newsletter_save"),
    path(f"{MANAGE}agree/", managing.newsletter_agree, name="newsletter_agree"),
    path(f"{MANAGE}hold/", managing.newsletter_hold, name="newsletter_hold"),
    path(f"{MANAGE}test/", managing.newsletter_test, name="newsletter_test"),
    path(f"{MANAGE}preview/", previewing.newsletter_preview, name="newsletter_preview"),
    path(f"{MANAGE}letter/", previewing.newsletter_letter, name="newsletter_letter"),
]
