"""Addresses of invitations, founding groups, referral links, and applications."""

from django.urls import path

from members.invitations.views import founding, letting_in, referring

urlpatterns = [
    path("invite/<str:code>/", letting_in.invitation, name="invite"),
    path("from/<str:code>/", referring.come, name="referral"),
    path("settings/invite/", referring.mine, name="settings_invite"),
    path("settings/invite/new/", referring.renew, name="settings_invite_new"),
    path("settings/invite/end/", referring.end, name="settings_invite_end"),
    path("join/apply/", letting_in.apply, name="apply"),
    path("manage/invitations/", letting_in.invitations, name="invitations"),
    path(
        "manage/invitations/<int:invitation_id>/withdraw/", letting_in.invitation_withdraw, name="invitation_withdraw"
    ),
    path("manage/invitations/<int:invitation_id>/again/", founding.invitation_send_again, name="invitation_send_again"),
    path("manage/invitations/founding/", founding.batches, name="invitation_batches"),
    path("manage/invitations/founding/new/", founding.batch_new, name="invitation_batch_new"),
    path("manage/invitations/founding/invite/", founding.batch_invite, name="invitation_batch_invite"),
    path("manage/invitations/founding/<int:batch_id>/", founding.batch, name="invitation_batch"),
    path("manage/invitations/founding/<int:batch_id>/add/", founding.batch_add, name="invitation_batch_add"),
    path("manage/invitations/founding/<int:batch_id>/remind/", founding.batch_remind, name="invitation_batch_remind"),
    path("manage/invitations/referrals/", referring.all_of_them, name="referrals"),
    path("manage/applications/", letting_in.applications, name="applications"),
    path("manage/applications/<int:application_id>/accept/", letting_in.application_accept, name="application_accept"),
    path(
        "manage/applications/<int:application_id>/decline/", letting_in.application_decline, name="application_decline"
    ),
]
