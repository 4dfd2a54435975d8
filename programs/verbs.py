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
verb("ama.planned", "It was said who is asked in an AMA, and how.", visitors="later")
verb("ama.questions_opened", "An AMA takes questions from now on.", visitors="soon")
verb("ama.begun", "An AMA is live.", visitors="soon")
verb("ama.question_asked", "A question was asked in an AMA; of an anonymous one nobody is the actor.", visitors="soon")
verb("ama.question_edited", "A question in an AMA reads differently now.")
verb("ama.question_withdrawn", "A question in an AMA was taken back by who asked it.")
verb("ama.voted", "Somebody wants a question in an AMA to be answered.", visitors="later")
verb("ama.vote_withdrawn", "A vote for a question in an AMA was taken back.", visitors="later")
verb("ama.questions_merged", "A question in an AMA became part of another one.", visitors="soon")
verb("ama.merge_undone", "A question in an AMA stands for itself again.", visitors="soon")
verb("ama.question_taken", "A question in an AMA is being answered.", visitors="soon")
verb("ama.question_put_back", "A question in an AMA waits again.", visitors="soon")
verb("ama.question_answered", "A question in an AMA is answered.", visitors="soon")
verb("ama.question_set_aside", "A question in an AMA stays unanswered, with the reason.", visitors="soon")
verb("ama.answer_written", "A paragraph of an answer in an AMA was saved.", visitors="soon")
verb("ama.answer_edited", "A paragraph of an answer in an AMA reads differently now.")
verb("ama.answer_deleted", "A paragraph of an answer in an AMA was taken away.")
verb("ama.followed_up", "Something promised in an AMA became a task.", visitors="later")
verb("ama.recap_written", "The recap of an AMA was written or changed.", visitors="soon")
verb("ama.recap_became_guide", "A guide was made of the recap of an AMA.", visitors="later")
