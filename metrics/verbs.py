"""What can happen in metrics, a sentence each."""

from members.activity.verbs import verb

verb("memo.wanted", "A manager or a host wants the weekly memo of health.", visitors="later")
verb("memo.stopped", "A manager or a host stopped the weekly memo of health.", visitors="later")
verb("measure.target_set", "A manager chose the target or the owner of a measure.", visitors="later")
verb("alert.opened", "Something in the numbers of the community began to ask for somebody.", visitors="later")
verb("alert.closed", "An alert closed because its cause is gone.", visitors="later")
verb("alert.set_aside", "A manager said that an alert can wait for four weeks.", visitors="later")
verb("alert.taken_up", "A manager took up an alert that was to wait.", visitors="later")
verb("alert_rule.changed", "A manager changed from when on an alert opens, or whether it does.", visitors="later")
verb(
    "funnel.journey_begun",
    "A manager let those who stopped at one step of the funnel begin a journey.",
    visitors="later",
)
verb("experiment.planned", "A manager wrote down how an experiment is judged.", visitors="later")
verb("experiment.looked_at", "An experiment was looked at by its rule.", visitors="later")
verb("experiment.settled", "The rule of an experiment has spoken, or it was stopped before.", visitors="later")
verb(
    "experiment.followed_up",
    "It was counted what became of an experiment’s people after eight weeks.",
    visitors="later",
)
verb("experiment.lesson_kept", "A manager wrote down what an experiment taught.", visitors="later")
verb("visits.counted", "An owner let visitors be counted.", visitors="later")
verb("visits.not_counted", "An owner stopped the counting of visitors.", visitors="later")
verb("outside_source.made", "A manager named a system that facts come from.", visitors="later")
verb("outside_source.key_made", "A source of facts got a key to send them by itself.", visitors="later")
verb("outside_source.key_ended", "The key of a source of facts was ended.", visitors="later")
verb("outside_source.forgotten", "A source of facts was taken away with all it said.", visitors="later")
verb("outside_facts.taken", "Facts from outside were taken in.", visitors="later")
verb("health_key.made", "A manager made a key that reads the numbers of health.", visitors="later")
verb("health_key.ended", "A key that reads the numbers of health was ended.", visitors="later")
