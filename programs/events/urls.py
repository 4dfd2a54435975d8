"""Addresses of events."""

from django.urls import path

from programs.events.views import afterwards, console, pages, table

urlpatterns = [
    path("events/<int:occurrence_id>/<slug:slug>/", pages.event, name="event"),
    path("events/answer/<int:occurrence_id>/", pages.event_answer, name="event_answer"),
    path("manage/events/<int:occurrence_id>/", console.event_console, name="event_console"),
    path("manage/events/<int:occurrence_id>/people.csv", table.event_people_csv, name="event_people_csv"),
    path("manage/events/<int:occurrence_id>/add/", console.event_add, name="event_add"),
    path("manage/events/<int:occurrence_id>/places/", console.event_capacity, name="event_capacity"),
    path("manage/events/<int:occurrence_id>/words/", console.event_words, name="event_words"),
    path("manage/events/<int:occurrence_id>/tell/", console.event_tell, name="event_tell"),
    path("manage/events/<int:occurrence_id>/survey/", afterwards.event_survey, name="event_survey"),
    path("manage/events/<int:occurrence_id>/survey/make/", afterwards.event_survey_make, name="event_survey_make"),
    path(
        "manage/events/<int:occurrence_id>/survey/choose/", afterwards.event_survey_choose, name="event_survey_choose"
    ),
    path("manage/events/<int:occurrence_id>/survey/send/", afterwards.event_survey_send, name="event_survey_send"),
    path(
        "manage/events/<int:occurrence_id>/survey/discard/",
        afterwards.event_survey_discard,
        name="event_survey_discard",
    ),
    path("manage/events/<int:occurrence_id>/<str:handle>/came/", console.event_came, name="event_came"),
    path("manage/events/<int:occurrence_id>/<str:handle>/came-not/", console.event_came_not, name="event_came_not"),
    path("manage/events/<int:occurrence_id>/<str:handle>/off/", console.event_take_off, name="event_take_off"),
]
