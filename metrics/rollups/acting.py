"""Which verbs of the log are deliberate acts, and in which space they were done.

Writing is counted from the posts that stand, everything else from the log. Reading, following, keeping things for
oneself, settings and signing in are no acts, and neither is the work of the team on what others wrote.
"""

from __future__ import annotations


def _named(verbs: str) -> frozenset[str]:
    return frozenset(verbs.split())


WRITING = frozenset({"thread.started", "post.created"})
"""Counted from the posts that stand, where they stand now."""
REACTING = "reaction.added"
OTHERS = _named("""
    post.edited poll.opened poll.voted vote.given answer.accepted answer.judged question.taken question.help_asked
    question.deflected duplicate.suggested line.written line.edited guide.begun guide.edited guide.review_asked
    guide.published guide.checked
    thanks.given invitation.made nomination.made ambassador_application.made mentorship.accepted check_in.done
    event.answered survey.answered occurrence.taken_over
    ama.question_asked ama.question_edited ama.voted ama.answer_written ama.answer_edited ama.recap_written
    challenge.entered challenge.checked_in challenge.entry_edited challenge.voted challenge.judged
    contribution.sent contribution.commented spotlight.answered
    pilot.asked pilot.answered pilot.feedback_given
""")
"""Chat, guides, votes, thanks, events, challenges and the like."""
CONTRIBUTIONS = _named(
    "line.written guide.begun ama.question_asked challenge.entered challenge.checked_in contribution.sent"
)
"""What one adds beside posts: it counts as a contribution while it stands, see STANDS."""
NO_ACTS = _named("""
    member.joined member.described member.photo_changed welcome.step_done
    welcome.step_skipped welcome.finished welcome.dismissed welcome.rules_changed
    thread.closed thread.reopened thread.archived thread.unarchived thread.slowed thread.pinned thread.unpinned
    thread.deleted thread.restored thread.undone thread.moved thread.split thread.merged thread.bumped thread.timed
    thread.untimed thread.timer_lapsed thread.kind_changed thread.tagged thread.links_rewritten
    thread.marked_duplicate thread.unmarked_duplicate posts.moved
    post.deleted post.restored post.rendered_anew post.undone post.opened post.withdrawn
    revision.hidden revision.shown answer.withdrawn answer.check_asked
    space.created space.renamed space.described space.moved space.visibility_changed space.archived space.unarchived
    space.deleted space.restored space.host_added space.host_removed space.links_rewritten
    community.founded community.opened
    follow.chosen follow.ended person.muted person.blocked person.unsilenced reaction.removed
    poll.changed poll.postponed poll.closed poll.decided decision.edited
    chat.opened chat.subject_changed chat.rested chat.woken chat.hearing_chosen line.deleted line.restored
    stretch.turned stretch.undone
    bookmark.kept bookmark.noted bookmark.removed bookmark.restored reminder.came reminder.fell_silent
    tag.described tag.merged tag.retired tag.unretired tag.profiles_renamed tag.threads_retagged
    duplicate.declined question.given_back question.routed
    vote.withdrawn idea.status_changed idea.given_to ideas.votes_set
    search.saved search.telling_chosen search.forgotten search.found_news
    guide.rendered_anew guide.sent_back guide.went_stale guide.retired guide.brought_back guide.voted
    guide.editor_added guide.editor_removed guide.handed_over previews.ruled previews.removed previews.restored
    program.planned program.changed program.split program.ended program.rota_set program.checklist_set
    program.text_written program.text_retired plan.used calendar.changed quiet_week.marked quiet_week.unmarked
    calendar_key.renewed calendar_key.closed
    occurrence.moved occurrence.called_off occurrence.put_back occurrence.opened occurrence.closed occurrence.missed
    occurrence.stuck occurrence.host_set occurrence.offered occurrence.swap_offered occurrence.swap_declined
    occurrence.swapped occurrence.added occurrence.taken_away occurrence.changed occurrence.turn_near
    occurrence.result_said occurrence.ticked occurrence.unticked occurrence.offer_withdrawn
    event.moved_up event.passed_over event.place_freed event.reminded event.invited event.asked_after event.added
    event.taken_off event.came event.came_not event.capacity_set event.described event.survey_set event.messaged
    ama.planned ama.questions_opened ama.begun ama.question_withdrawn ama.vote_withdrawn ama.questions_merged
    ama.merge_undone ama.question_taken ama.question_put_back ama.question_answered ama.question_set_aside
    ama.answer_deleted ama.followed_up ama.recap_became_guide
    survey.changed survey.ruled survey.asked survey.reminded survey.shared survey.unshared
    feedback.drafted feedback.edited feedback.published
    challenge.planned challenge.announced challenge.begun challenge.entry_withdrawn challenge.entry_refused
    challenge.entry_readmitted challenge.voting_begun challenge.vote_withdrawn challenge.judge_named
    challenge.judge_released challenge.judging_begun challenge.stood_aside challenge.judging_prolonged
    challenge.settled challenge.published challenge.won challenge.prize_given challenge.prize_open
    newsletter.drafted newsletter.edited newsletter.agreed newsletter.held newsletter.continued newsletter.tested
    newsletter.stopped newsletter.resumed
    contribution.planned contribution.called contribution.begun contribution.withdrawn contribution.discarded
    contribution.sent_back contribution.accepted contribution.declined contribution.published
    contribution.editor_named contribution.editor_released
    spotlight.asked spotlight.accepted spotlight.declined spotlight.edited spotlight.agreed spotlight.published
    spotlight.withdrawn spotlight.called_back spotlight.badge_chosen celebration.noted celebrations.ruled
    pilot.planned pilot.called pilot.withdrawn pilot.invited pilot.refused pilot.joined pilot.declined
    pilot.taken_out pilot.left pilot.begun pilot.task_added pilot.task_changed pilot.task_removed pilot.tasks_waited
    pilot.answer_undone pilot.closing_begun pilot.feedback_waited pilot.report_drafted pilot.report_edited
    pilot.reported
""")
"""Of the deeds that rules ask about and of all that happens in community and programs: what is no act.

A verb that is in none of these sets fails a test, so that somebody decides about it.
"""
LOGGED = (REACTING, *sorted(OTHERS))
"""The acts that are counted from the log."""
YES = "going"

IS_ACT = f"(a.verb = ANY(%(acts)s) AND (a.verb <> 'event.answered' OR a.facts ->> 'says' = '{YES}'))"
"""Of a row `a` of the log: whether it is an act. Of answers to events only a yes is one."""

STANDING = """(p.deleted_at IS NULL AND p.hidden_at IS NULL AND p.held_at IS NULL AND (
    SELECT t.deleted_at IS NULL AND t.held_at IS NULL FROM community_thread AS t WHERE t.id = p.thread_id))"""
"""Of a row `p` of posts: whether it stands. The thread is looked up by its number, whatever the planner thinks."""

SPACE_OF = """(CASE a.subject_type
    WHEN 'community.post' THEN (SELECT x.space_id FROM community_post AS x WHERE x.id = a.subject_id)
    WHEN 'community.thread' THEN (SELECT x.space_id FROM community_thread AS x WHERE x.id = a.subject_id)
    WHEN 'community.guide' THEN (SELECT x.space_id FROM community_guide AS x WHERE x.id = a.subject_id)
    WHEN 'community.chatline' THEN (
        SELECT y.space_id FROM community_chatline AS x JOIN community_chatroom AS y ON y.id = x.room_id
        WHERE x.id = a.subject_id)
    ELSE (
        SELECT y.space_id FROM programs_occurrence AS x JOIN programs_program AS y ON y.id = x.program_id
        WHERE x.id = CASE WHEN a.subject_type = 'programs.occurrence' THEN a.subject_id
                     ELSE (a.facts ->> 'occurrence')::bigint END)
    END)"""
"""Of a row `a` of the log: the space that its thing stands in now; none for what happens outside of spaces."""

STANDS = """(CASE a.verb
    WHEN 'line.written' THEN EXISTS (SELECT FROM community_chatline AS x WHERE x.id = a.subject_id
        AND x.deleted_at IS NULL AND x.hidden_at IS NULL AND x.held_at IS NULL)
    WHEN 'guide.begun' THEN EXISTS (SELECT FROM community_guide AS x WHERE x.id = a.subject_id
        AND x.published_at IS NOT NULL AND x.retired_at IS NULL AND x.hidden_at IS NULL AND x.held_at IS NULL)
    WHEN 'ama.question_asked' THEN EXISTS (SELECT FROM programs_amaquestion AS x WHERE x.id = a.subject_id
        AND x.withdrawn_at IS NULL AND x.hidden_at IS NULL AND x.held_at IS NULL)
    WHEN 'contribution.sent' THEN EXISTS (SELECT FROM programs_contribution AS x WHERE x.id = a.subject_id
        AND x.state <> 'draft' AND x.hidden_at IS NULL AND x.held_at IS NULL)
    ELSE EXISTS (SELECT FROM programs_challengeentry AS x WHERE x.id = a.subject_id
        AND x.withdrawn_at IS NULL AND x.refused_at IS NULL AND x.hidden_at IS NULL AND x.held_at IS NULL)
    END)"""
"""Of a row `a` of the log that is a contribution: whether what was added stands."""
