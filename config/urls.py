"""Every address, app by app."""

from django.conf import settings
from django.urls import include, path

from config import errors, health, installable, keyboard

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", health.metrics),
    path("manifest.webmanifest", installable.manifest, name="manifest"),
    path("sw.js", installable.service_worker, name="service_worker"),
    path("keyboard/", keyboard.keyboard, name="keyboard"),
    path("keyboard/switch/", keyboard.keyboard_switch, name="keyboard_switch"),
    path("offline/", installable.offline, name="offline"),
    path("", include("metrics.urls")),
    path("", include("programs.urls")),
    path("", include("community.urls")),
    path("", include("moderation.urls")),
    path("", include("members.urls")),
]
if settings.TALKOOT_LOCAL:
    from config import kit, mailbox

    urlpatterns += [path("dev/kit/", kit.kit), *mailbox.urlpatterns]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
