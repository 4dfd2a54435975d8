"""Addresses of recognition."""

from django.urls import path

from members.recognition.views import badges, levels, managing, managing_badges, thanking

urlpatterns = [
    path("levels/", levels.levels, name="levels"),
    path("levels/<int:step>/propose/", levels.proposal, name="level_proposal"),
    path("levels/<int:step>/nominate/", levels.nominate, name="level_nominate"),
    path("people/<str:handle>/levels/<int:step>/<int:number>/", levels.proof, name="level_proof"),
    path("manage/recognition/", managing.recognition, name="recognition"),
    path("manage/recognition/proposals/<int:nomination_id>/", managing.nomination, name="nomination"),
    path("manage/recognition/proposals/<int:nomination_id>/accept/", managing.accept, name="nomination_accept"),
    path("manage/recognition/proposals/<int:nomination_id>/decline/", managing.decline, name="nomination_decline"),
    path("manage/recognition/given/<int:grant_id>/renew/", managing.renew, name="level_renew"),
    path("manage/recognition/given/<int:grant_id>/end/", managing.end, name="level_end"),
    path("manage/recognition/levels/<int:step>/", managing.edit, name="level_edit"),
    path("manage/recognition/levels/<int:step>/build/", managing.build, name="level_build"),
    path("manage/recognition/levels/<int:step>/change/", managing.change, name="level_change"),
    path("manage/recognition/levels/<int:step>/withdraw/", managing.withdraw, name="level_withdraw"),
    path("badges/", badges.badges, name="badges"),
    path("badges/<slug:slug>/", badges.badge, name="badge"),
    path("badges/<slug:slug>/<str:handle>/", badges.badge_award, name="badge_award"),
    path("manage/recognition/badges/", managing_badges.manage_badges, name="manage_badges"),
    path("manage/recognition/badges/new/", managing_badges.badge_new, name="badge_new"),
    path("manage/recognition/badges/create/", managing_badges.badge_create, name="badge_create"),
    path("manage/recognition/badges/suggested/<slug:key>/", managing_badges.badge_suggested, name="badge_suggested"),
    path("manage/recognition/badges/<int:badge_id>/", managing_badges.manage_badge, name="manage_badge"),
    path("manage/recognition/badges/<int:badge_id>/edit/", managing_badges.badge_edit, name="badge_edit"),
    path("manage/recognition/badges/<int:badge_id>/change/", managing_badges.badge_change, name="badge_change"),
    path("manage/recognition/badges/<int:badge_id>/start/", managing_badges.badge_start, name="badge_start"),
    path("manage/recognition/badges/<int:badge_id>/give/", managing_badges.badge_give, name="badge_give"),
    path("manage/recognition/badges/<int:badge_id>/retire/", managing_badges.badge_retire, name="badge_retire"),
    path("manage/recognition/badges/<int:badge_id>/unretire/", managing_badges.badge_unretire, name="badge_unretire"),
    path("manage/recognition/awards/<int:award_id>/revoke/", managing_badges.award_revoke, name="award_revoke"),
    path("thanks/", thanking.thanks, name="thanks"),
    path("thanks/<int:thanks_id>/withdraw/", thanking.thanks_withdraw, name="thanks_withdraw"),
    path("people/<str:handle>/thank/", thanking.thank_form, name="thank"),
    path("people/<str:handle>/thank/give/", thanking.thank_give, name="thank_give"),
]
