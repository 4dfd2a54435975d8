"""What can happen in metrics, a sentence each."""

from members.activity.verbs import verb

verb("memo.wanted", "A manager or a host wants the weekly memo of health.", visitors="later")
verb("memo.stopped", "A manager or a host stopped the weekly memo of health.", visitors="later")
verb("measure.target_set", "A manager chose the target or the owner of a measure.", visitors="later")
