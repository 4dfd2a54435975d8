"""What can happen in programs, a sentence each."""

from members.activity.verbs import verb

verb("program.planned", "A program was planned: it stands in the calendar and happens.", visitors="later")
verb("program.changed", "What a program says was changed.", visitors="later")
verb("program.split", "A program goes on as another one from a day on.", visitors="later")
verb("program.ended", "A program happens no more.", visitors="later")
verb("program.rota_set", "It was said who hosts a program in turn.", visitors="later")
verb("program.checklist_set", "It was said what has to be ready for each occurrence of a program.", visitors="later")
verb("occurrence.moved", "An occurrence was moved to another time.", visitors="later")
verb("occurrence.called_off", "An occurrence was called off.", visitors="later")
verb("occurrence.put_back", "An occurrence that was called off takes place after all.", visitors="later")
verb("occurrence.opened", "An occurrence began.", visitors="later")
verb("occurrence.closed", "An occurrence is over.", visitors="later")
verb(
    "occurrence.missed",
    "An occurrence did not take place, because its time passed while nothing ran.",
    visitors="later",
)
verb("occurrence.stuck", "The clock could not do what it had to for an occurrence.", visitors="later")
verb("occurrence.host_set", "It was said by hand who hosts an occurrence.", visitors="later")
verb("occurrence.offered", "A host asked whether another one can be there instead.", visitors="later")
verb("occurrence.taken_over", "Somebody hosts an occurrence instead of whose turn it was.", visitors="later")
verb("occurrence.changed", "An occurrence got a title or words of its own.", visitors="later")
verb("occurrence.turn_near", "The turn of a host is near.", visitors="later")
verb("occurrence.result_said", "It was said what came of an occurrence.", visitors="later")
verb("occurrence.ticked", "Something of the checklist of an occurrence was ticked off.", visitors="later")
verb("occurrence.unticked", "Something of the checklist of an occurrence is to be done after all.", visitors="later")
verb("program.text_written", "A text was put into the bank of a program, or got other words.", visitors="later")
verb("program.text_retired", "A text was taken out of the bank of a program.", visitors="later")
verb("survey.changed", "What a survey asks, and whom, was changed.", visitors="later")
verb("survey.ruled", "The rules of all surveys were changed.", visitors="later")
verb("survey.asked", "A survey was opened, and asks those who were drawn.", visitors="later")
verb("survey.reminded", "Those who had not answered a survey were reminded.", visitors="later")
verb("survey.answered", "A member answered a survey with their name.", visitors="later")
verb("survey.shared", "The numbers of a survey were shown to members.")
verb("survey.unshared", "The numbers of a survey are no longer shown to members.")
verb("feedback.drafted", "What was said and done since the last time was gathered into a draft.", visitors="later")
verb("feedback.edited", "A draft of “You said, we did” was edited.", visitors="later")
verb("feedback.published", "“You said, we did” was published.", visitors="soon")
