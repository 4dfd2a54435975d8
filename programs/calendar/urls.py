"""Addresses of the calendar."""

from django.urls import path

from programs.calendar import feeds
from programs.calendar.views import moving, planning, plans, reading

urlpatterns = [
    path("manage/programs/", planning.programs, name="programs"),
    path("manage/programs/quiet/", planning.quiet_week, name="quiet_week"),
    path("manage/programs/settings/", planning.programs_settings, name="programs_settings"),
    path("manage/programs/settings/choose/", planning.programs_settings_choose, name="programs_settings_choose"),
    path("manage/programs/templates/", plans.program_templates, name="program_templates"),
    path("manage/programs/templates/<slug:plan_key>/", plans.program_template, name="program_template"),
    path("manage/programs/templates/<slug:plan_key>/use/", plans.program_template_use, name="program_template_use"),
    path("manage/programs/copy/", plans.programs_copy, name="programs_copy"),
    path("manage/programs/copy/make/", plans.programs_copy_make, name="programs_copy_make"),
    path("manage/programs/<int:occurrence_id>/move/", moving.program_move, name="program_move"),
    path("events/", reading.events, name="events"),
    path("s/<slug:space_slug>/events/", reading.space_events, name="space_events"),
    path("people/<slug:handle>/events/", reading.member_events, name="member_events"),
    path("settings/calendar/", reading.settings_calendar, name="settings_calendar"),
    path("settings/calendar/renew/", reading.settings_calendar_renew, name="settings_calendar_renew"),
    path("settings/calendar/close/", reading.settings_calendar_close, name="settings_calendar_close"),
    path("calendar/all.ics", feeds.calendar_all, name="calendar_all"),
    path("calendar/spaces/<slug:space_slug>.ics", feeds.calendar_space, name="calendar_space"),
    path("calendar/mine/<str:calendar_token>.ics", feeds.calendar_mine, name="calendar_mine"),
    path(
        "calendar/mine/space/<str:space_calendar_token>.ics",
        feeds.calendar_mine_of_space,
        name="calendar_mine_of_space",
    ),
    path("calendar/<int:occurrence_id>.ics", feeds.occurrence_ics, name="occurrence_ics"),
]
