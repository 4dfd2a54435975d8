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
verb("event.answered", "A member said whether they come to an event.", visitors="later")
verb("event.moved_up", "A place became free, and somebody of the waiting list has it.", visitors="later")
verb("event.passed_over", "Places became free, too few for somebody who brings guests.", visitors="later")
verb("event.place_freed", "Whoever had a place at an event, or waited for one, cannot come any more.", visitors="later")
verb("event.reminded", "The time came to remind those who go to an event.", visitors="later")
verb("event.invited", "Those whom an event is meant for are told that it is planned.", visitors="later")
verb("event.asked_after", "Those who were at an event are asked how it was.", visitors="later")
verb("event.added", "A host put somebody on the list of an event.", visitors="later")
verb("event.taken_off", "A host took somebody off the list of an event.", visitors="later")
verb("event.came", "A host said that somebody came to an event.", visitors="later")
verb("event.came_not", "A host said that somebody did not come after all.", visitors="later")
verb("event.capacity_set", "A host offered another number of places at an event.", visitors="later")
verb("event.described", "A host wrote a note for an event, or put its recording there.", visitors="later")
verb("event.messaged", "A host wrote to everybody who goes to an event.", visitors="later")
