### Closing a course.

close-title = Close the course
close-goal-reached = Reached
close-goal-partly = Partly
close-goal-not = Not
close-who = Who takes over?
close-consequence =
    { $n ->
        [one] When you close: { $n } open thing lapses, and follow-up goes on the list.
       *[other] When you close: { $n } open things lapse, and follow-up goes on the list.
    }
close-missing = The form can wait. It will stand under “Mine to do”.
close-done = The course is closed. You can undo this until { $date }.
