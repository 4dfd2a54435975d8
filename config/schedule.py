"""Everything periodic, on one page. Intervals in seconds unless a crontab."""

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    # The backup of the night, where BACKUP_TO names a place; one that was missed is made up for. docs/backup.md
    "make the backup": {"task": "config.backup.make_due", "schedule": 600, "options": {"expires": 600}},
    # Once an hour it is seen who of those brought by others contributed, and came back in their second week.
    "count referrals": {"task": "members.invitations.look_at_referrals", "schedule": 3600},
    # Copies of members' data are begun at once; this goes on with those whose worker died. They are kept seven days.
    "make copies of data": {"task": "members.privacy.export", "schedule": 20, "options": {"expires": 20}},
    "remove ended copies": {"task": "members.privacy.remove_ended", "schedule": 3600},
    # Three days before an account is erased, its owner is told once more.
    "warn who leaves": {"task": "members.privacy.warn", "schedule": 3600},
    # Accounts whose fourteen days to come back are over are erased, batch by batch.
    "erase accounts": {"task": "members.privacy.erase", "schedule": 60, "options": {"expires": 60}},
    # Strikes, silences and suspensions end by themselves; this writes it down and tells members, once each.
    "tell ends of sanctions": {"task": "moderation.sanctions.tell_ends", "schedule": 300, "options": {"expires": 300}},
    # What was recorded reaches those who react, also when nobody rang the bell or the broker lost a task.
    "relay activities": {"task": "members.activity.relay", "schedule": 5, "options": {"expires": 5}},
    "sweep receipts": {"task": "members.activity.sweep", "schedule": 15, "options": {"expires": 15}},
    "make months of the log": {"task": "members.activity.make_partitions", "schedule": 3600 * 6},
    # Levels follow what members do at once; each night also what time made of it, and years that end.
    "weigh levels": {"task": "members.recognition.weigh", "schedule": crontab(hour=3, minute=10)},
    # Badges with a criterion go to whoever meets it, once each.
    "award badges": {"task": "members.recognition.award", "schedule": 1800, "options": {"expires": 1800}},
    # Points, where a manager wants them: of this month each hour, of the season each night, always from the log.
    "count points": {"task": "members.recognition.count", "schedule": crontab(minute=25)},
    "count points of the season": {"task": "members.recognition.count_season", "schedule": crontab(hour=3, minute=40)},
    # Ambassadors get their place, are asked before their year ends, reminded once, and thanked when it is over.
    "look after ambassadors": {"task": "members.ambassadors.look_after", "schedule": 3600},
    # Letters about accounts leave at once; this finds those whose bell was lost, or whose next try has come.
    "send letters": {"task": "members.letters.send", "schedule": 5, "options": {"expires": 5}},
    "forget letters": {"task": "members.letters.forget", "schedule": 3600 * 24},
    # Members in journeys are moved on at once by what they do; this finds those whose hour has come.
    "move on journeys": {"task": "members.journeys.move_on", "schedule": 15, "options": {"expires": 15}},
    "begin journeys": {"task": "members.journeys.begin", "schedule": 300, "options": {"expires": 300}},
    "calls of journeys": {"task": "members.journeys.call", "schedule": 60, "options": {"expires": 60}},
    "mail of journeys": {"task": "members.journeys.send", "schedule": 15, "options": {"expires": 15}},
    # Members are told of a decision when the 30 seconds to undo it are over; each letter leaves once.
    "send statements": {"task": "moderation.statements.send", "schedule": 10, "options": {"expires": 10}},
    # After a change of SECRET_KEY, second factors move from the old key to the new one.
    "reseal second factors": {"task": "members.accounts.reseal", "schedule": 3600 * 24},
    # Notification mails leave ten minutes after the first thing they tell; what is very old goes.
    "mail notifications": {"task": "members.notifications.mail", "schedule": 20, "options": {"expires": 20}},
    # Weekly digests: who is due is found every five minutes; what is owed is chosen and sent in turns of half a minute.
    "enrol for digests": {"task": "members.digest.enrol", "schedule": 300, "options": {"expires": 300}},
    "send digests": {"task": "members.digest.send", "schedule": 10, "options": {"expires": 10}},
    "tidy digests": {"task": "members.digest.tidy", "schedule": 3600 * 24},
    # Newsletters leave in the window of each reader; rows older than a year and a month are forgotten.
    "send newsletters": {"task": "programs.newsletters.send", "schedule": 15, "options": {"expires": 15}},
    "tidy newsletters": {"task": "programs.newsletters.tidy", "schedule": 3600 * 24},
    # Pushes leave a minute after what they tell, and once in ten minutes about one thread.
    "push notifications": {"task": "members.notifications.push", "schedule": 15, "options": {"expires": 15}},
    "tidy notifications": {"task": "members.notifications.tidy", "schedule": 3600 * 24},
    # What members did is summed up an hour later; rules read what is younger from the log.
    "sum up deeds": {"task": "members.segments.sum_up", "schedule": 3600, "options": {"expires": 3600}},
    # Members come to another stage when its rule is so: all are looked at by a few statements.
    "move members between stages": {"task": "members.stages.move", "schedule": 600, "options": {"expires": 600}},
    # Places of those who left or are suspended become free, and others move up.
    "look after places at events": {
        "task": "programs.events.look_after_places",
        "schedule": 60,
        "options": {"expires": 60},
    },
    # Newcomers are offered to mentors, taken back from who is silent for a day, and asked how it goes.
    "match mentors": {"task": "members.mentoring.match", "schedule": 60, "options": {"expires": 60}},
    # Questions somebody of the team has been silent about for a day, and tasks of those who left it, go back to all.
    "return unkept tasks": {"task": "members.duties.return_unkept", "schedule": 60, "options": {"expires": 60}},
    # Replies by mail are read at once; this finds those whose bell was lost, or whose next try has come.
    "read replies by mail": {"task": "members.replying.read", "schedule": 10, "options": {"expires": 10}},
    "forget mail that came in": {"task": "members.replying.forget", "schedule": 3600 * 24},
    # After the demo, an import or an update documents are owed; each run takes some seconds of them.
    "write the search index": {"task": "community.search.write_owed", "schedule": 10, "options": {"expires": 10}},
    # Saved searches are looked through once a day each; words nobody looked for in 90 days are forgotten.
    "look for news": {"task": "community.search.look_for_news", "schedule": 300, "options": {"expires": 300}},
    "forget unfound searches": {"task": "community.search.forget_unfound", "schedule": 3600 * 24},
    # What is like a new thread is worked out a moment later; of all threads again once a month.
    "work out related threads": {"task": "community.related.work_out", "schedule": 15, "options": {"expires": 15}},
    "check meanings of threads": {"task": "community.related.check_meanings", "schedule": 3600},
    # Polls close at their time, and the results are counted for the last time.
    "close polls": {"task": "community.polls.close_due", "schedule": 15, "options": {"expires": 15}},
    # Threads close, open, come up and are archived at the times that were set for them.
    "run thread timers": {"task": "community.threads.run_timers", "schedule": 20, "options": {"expires": 20}},
    # Members are reminded of what they kept, each time once.
    "remind": {"task": "community.bookmarks.remind", "schedule": 20, "options": {"expires": 20}},
    "forget removed bookmarks": {"task": "community.bookmarks.forget_removed", "schedule": 3600 * 6},
    # Questions that wait are shown to members who may know; answers of a year ago are looked at again.
    "route questions": {"task": "community.questions.route", "schedule": 60, "options": {"expires": 60}},
    "check answers": {"task": "community.questions.check_answers", "schedule": 3600},
    # Guides whose review date has passed are marked, and their owners told, once for each date.
    "note stale guides": {"task": "community.guides.note_stale", "schedule": 600, "options": {"expires": 600}},
    # Chat rooms in which nobody wrote for 30 days rest until somebody wakes them.
    "rest quiet chat rooms": {"task": "community.chat.rest_quiet_rooms", "schedule": 3600},
    # Addresses in posts are asked for a preview at once; this finds those whose next try has come.
    "ask for link previews": {"task": "community.previews.ask", "schedule": 10, "options": {"expires": 10}},
    # Pictures get their small copies at once; this finds those whose bell was lost.
    "draw thumbnails": {"task": "community.uploads.draw_thumbnails", "schedule": 15, "options": {"expires": 15}},
    # What nobody uses goes: drafts after 180 days, pictures that no post shows after two.
    "forget old drafts": {"task": "community.drafts.forget_old", "schedule": 3600 * 24},
    "forget unused previews": {"task": "community.previews.forget", "schedule": 3600 * 24},
    "forget unused pictures": {"task": "community.uploads.forget_unused", "schedule": 3600 * 6},
    # From which network visitors reported is forgotten after a week.
    "forget networks of reports": {"task": "moderation.reports.forget_networks", "schedule": 3600},
    # Each month is counted once when it is over: its numbers never change.
    "count months of the log": {"task": "moderation.transparency.count_months", "schedule": crontab(hour=3, minute=5)},
    # On the first day of a quarter the report of the last one writes itself; a day that was missed is made up for.
    "write transparency reports": {
        "task": "moderation.transparency.write_reports",
        "schedule": crontab(hour=4, minute=5),
    },
    # Who reported something is told what became of it as soon as that can no longer be undone.
    "tell of reports": {"task": "moderation.reports.tell", "schedule": 10, "options": {"expires": 10}},
    # Weekly shifts stand on the rota six weeks ahead; who has one soon is reminded, and its end is written down.
    "make shifts": {"task": "moderation.rota.make_shifts", "schedule": 3600 * 6},
    "look after the rota": {"task": "moderation.rota.look", "schedule": 60, "options": {"expires": 60}},
    # Escalations nobody acknowledged go on to the next; severe cases nobody has are told of again; both are sent.
    "escalate again": {"task": "moderation.escalation.go_on", "schedule": 30, "options": {"expires": 30}},
    "send escalations": {"task": "moderation.escalation.send", "schedule": 10, "options": {"expires": 10}},
    # Programs begin, end and remind at their time; their dates stand two years ahead.
    "run programs": {"task": "programs.series.run_due", "schedule": 15, "options": {"expires": 15}},
    "lay out programs": {"task": "programs.series.lay_out", "schedule": crontab(hour=2, minute=50)},
    # Memos of health leave on Monday morning by the clock of the community, as soon as the numbers are there.
    "send memos": {"task": "metrics.memos.send", "schedule": 60, "options": {"expires": 60}},
    "tidy memos": {"task": "metrics.memos.tidy", "schedule": 3600 * 24},
    # Facts from outside join members who came after them; tables nobody settled are emptied after two days.
    "tidy facts from outside": {"task": "metrics.outside.tidy", "schedule": crontab(hour=4, minute=40)},
    # What came of programs, once the four weeks after a date are over.
    "weigh effects of programs": {"task": "metrics.effects.weigh", "schedule": crontab(hour=4, minute=20)},
    # Anniversaries of joining, each once; a week that nothing ran is made up for.
    "find anniversaries": {"task": "programs.celebrations.find_anniversaries", "schedule": crontab(hour=6, minute=20)},
    # Visitors are counted as long as this renews its mark; a day that is over is written, and forgotten in Valkey.
    "look after visits": {"task": "metrics.visits.look_after", "schedule": 300, "options": {"expires": 300}},
    # Days that are over are made into facts, an hour after their end; touched ones again. Long work goes on by itself.
    "catch up on facts": {"task": "metrics.rollups.catch_up", "schedule": 300, "options": {"expires": 300}},
    # Everything is measured once the facts of the night are there, and again where they were made again.
    "measure": {"task": "metrics.measures.keep", "schedule": 600, "options": {"expires": 600}},
    # Alerts of the day that is over, once its facts are made: each kind is looked for once a day.
    "watch health": {"task": "metrics.alerts.watch", "schedule": 900, "options": {"expires": 900}},
    # Experiments are looked at by their rule when the facts of the night are there; most days there is nothing to see.
    "look after experiments": {"task": "metrics.experiments.look_after", "schedule": crontab(hour="5,9", minute=35)},
    # The tone of days that were made into facts.
    "catch up on tone": {"task": "metrics.tone.catch_up", "schedule": 300, "options": {"expires": 300}},
}
