"""Addresses of journeys."""

from django.urls import path

from members.journeys import told
from members.journeys.views import listing, people, planning, previewing, publishing, receivers, versions

urlpatterns = [
    path("manage/journeys/", listing.journeys, name="journeys"),
    path("manage/journeys/create/", listing.create, name="journey_create"),
    path("manage/journeys/<int:journey_id>/", planning.journey, name="journey"),
    path("manage/journeys/<int:journey_id>/words/", listing.words, name="journey_words"),
    path("manage/journeys/<int:journey_id>/undo/", planning.undo, name="journey_undo"),
    path("manage/journeys/<int:journey_id>/begins/", planning.begins, name="journey_begins"),
    path("manage/journeys/<int:journey_id>/ends/", planning.ends, name="journey_ends"),
    path("manage/journeys/<int:journey_id>/steps/new/", planning.step_new, name="journey_step_new"),
    path("manage/journeys/<int:journey_id>/steps/<slug:step_id>/", planning.step, name="journey_step"),
    path("manage/journeys/<int:journey_id>/steps/<slug:step_id>/move/", planning.step_move, name="journey_step_move"),
    path("manage/journeys/<int:journey_id>/steps/<slug:step_id>/out/", planning.step_out, name="journey_step_out"),
    path("manage/journeys/<int:journey_id>/steps/<slug:step_id>/preview/", previewing.preview, name="journey_preview"),
    path("manage/journeys/<int:journey_id>/steps/<slug:step_id>/letter/", previewing.letter, name="journey_letter"),
    path("manage/journeys/<int:journey_id>/publish/", publishing.publish, name="journey_publish"),
    path("manage/journeys/<int:journey_id>/pause/", publishing.pause, name="journey_pause"),
    path("manage/journeys/<int:journey_id>/resume/", publishing.resume, name="journey_resume"),
    path("manage/journeys/<int:journey_id>/archive/", publishing.archive, name="journey_archive"),
    path("manage/journeys/<int:journey_id>/unarchive/", publishing.unarchive, name="journey_unarchive"),
    path("manage/journeys/<int:journey_id>/dry-run/", publishing.dry_run, name="journey_dry_run"),
    path("manage/journeys/<int:journey_id>/test/", publishing.test, name="journey_test"),
    path("manage/journeys/<int:journey_id>/versions/<int:version>/", versions.version, name="journey_version"),
    path("manage/journeys/<int:journey_id>/people/", people.people, name="journey_people"),
    path("manage/journeys/<int:journey_id>/put-in/", people.put_in, name="journey_put_in"),
    path("manage/journeys/receivers/", receivers.receivers, name="journey_receivers"),
    path("manage/journeys/receivers/<int:receiver_id>/", receivers.receiver, name="journey_receiver"),
    path("manage/journeys/receivers/<int:receiver_id>/end/", receivers.receiver_end, name="journey_receiver_end"),
    path("manage/journeys/runs/<int:run_id>/", people.run, name="journey_run"),
    path("manage/journeys/runs/<int:run_id>/take-out/", people.take_out, name="journey_take_out"),
    path("manage/journeys/runs/<int:run_id>/try-again/", people.try_again, name="journey_try_again"),
    path("journeys/messages/<int:letter_id>/", told.journey_message, name="journey_message"),
    path("journeys/stop/<str:token>/", told.journey_stop, name="journey_stop"),
]
