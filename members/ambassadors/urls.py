"""Addresses of ambassadors."""

from django.urls import path

from members.ambassadors.views import deciding, managing, pages, people, reports

urlpatterns = [
    path("ambassadors/", pages.ambassadors, name="ambassadors"),
    path("ambassadors/apply/", pages.apply_page, name="ambassador_apply"),
    path("ambassadors/apply/send/", pages.send, name="ambassador_apply_send"),
    path("ambassadors/apply/answer/", pages.answer, name="ambassador_apply_answer"),
    path("ambassadors/apply/withdraw/", pages.withdraw, name="ambassador_apply_withdraw"),
    path("ambassadors/year/", people.year, name="ambassador_year"),
    path("ambassadors/year/stay/", people.stay, name="ambassador_stay"),
    path("ambassadors/year/goodbye/", people.goodbye, name="ambassador_goodbye"),
    path("ambassadors/kit/", pages.kit, name="ambassador_kit"),
    path("ambassadors/kit/<int:file_id>/", pages.kit_file, name="ambassador_kit_file"),
    path("ambassadors/did/<str:handle>/<slug:deed>/", reports.evidence, name="ambassador_evidence"),
    path("manage/ambassadors/", managing.manage, name="manage_ambassadors"),
    path("manage/ambassadors/open/", managing.open_up, name="ambassadors_open"),
    path("manage/ambassadors/close/", managing.close, name="ambassadors_close"),
    path("manage/ambassadors/words/", managing.words, name="ambassadors_words"),
    path("manage/ambassadors/words/save/", managing.words_save, name="ambassadors_words_save"),
    path("manage/ambassadors/kit/", managing.kit_edit, name="ambassador_kit_edit"),
    path("manage/ambassadors/kit/save/", managing.kit_save, name="ambassador_kit_save"),
    path("manage/ambassadors/kit/add/", managing.file_add, name="ambassador_file_add"),
    path("manage/ambassadors/kit/<int:file_id>/remove/", managing.file_remove, name="ambassador_file_remove"),
    path("manage/ambassadors/report/", reports.report, name="ambassador_report"),
    path("manage/ambassadors/report.csv", reports.report_csv, name="ambassador_report_csv"),
    path("manage/ambassadors/asked/<int:asked_id>/", deciding.application, name="ambassador_application"),
    path("manage/ambassadors/asked/<int:asked_id>/note/", deciding.note_down, name="ambassador_note"),
    path("manage/ambassadors/asked/<int:asked_id>/ask/", deciding.ask, name="ambassador_ask"),
    path("manage/ambassadors/asked/<int:asked_id>/accept/", deciding.accept, name="ambassador_accept"),
    path("manage/ambassadors/asked/<int:asked_id>/decline/", deciding.decline, name="ambassador_decline"),
    path("manage/ambassadors/people/<str:handle>/", people.person, name="manage_ambassador"),
    path("manage/ambassadors/people/<str:handle>/budget/", people.budget, name="ambassador_budget"),
    path("manage/ambassadors/people/<str:handle>/spend/", people.spend_note, name="ambassador_spend"),
    path("manage/ambassadors/spent/<int:spending_id>/strike/", people.strike_note, name="ambassador_strike"),
]
