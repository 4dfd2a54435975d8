"""Addresses of the workbench."""

from django.urls import path

from moderation.review.views import acts, bench, deciding, second, undoing

CASE = "moderate/<int:case_id>/"
DECISION = "moderate/decisions/<int:decision_id>/"

urlpatterns = [
    path("moderate/", bench.moderate, name="moderate"),
    path("moderate/mine/", bench.moderate, {"name": "mine"}, name="moderate_mine"),
    path("moderate/held/", bench.moderate, {"name": "held"}, name="moderate_held"),
    path("moderate/appeals/", bench.moderate, {"name": "appeals"}, name="moderate_appeals"),
    path("moderate/second/", bench.moderate, {"name": "second"}, name="moderate_second"),
    path("moderate/later/", bench.moderate, {"name": "later"}, name="moderate_later"),
    path("moderate/done/", bench.moderate, {"name": "done"}, name="moderate_done"),
    path(CASE, bench.case, name="case"),
    path(f"{CASE}beside/", bench.case_beside, name="case_beside"),
    path(f"{CASE}decide/", deciding.decide_case, name="case_decide"),
    path(f"{CASE}draft/", deciding.case_draft, name="case_draft"),
    path(f"{CASE}claim/", acts.case_claim, name="case_claim"),
    path(f"{CASE}release/", acts.case_release, name="case_release"),
    path(f"{CASE}note/", acts.case_note, name="case_note"),
    path(f"{CASE}severity/", acts.case_severity, name="case_severity"),
    path(f"{CASE}snooze/", acts.case_snooze, name="case_snooze"),
    path(f"{CASE}wake/", acts.case_wake, name="case_wake"),
    path(f"{CASE}hand/", acts.case_hand, name="case_hand"),
    path(f"{CASE}give/", acts.case_give, name="case_give"),
    path(f"{DECISION}agree/", second.decision_agree, name="decision_agree"),
    path(f"{DECISION}decline/", second.decision_decline, name="decision_decline"),
    path(f"{DECISION}undo/", undoing.decision_undo, name="decision_undo"),
    path(f"{DECISION}reopen/", undoing.decision_reopen, name="decision_reopen"),
    path(f"{DECISION}back/agree/", undoing.decision_back_agree, name="decision_back_agree"),
    path(f"{DECISION}back/decline/", undoing.decision_back_decline, name="decision_back_decline"),
]
