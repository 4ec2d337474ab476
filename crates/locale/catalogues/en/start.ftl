### Starting a course.

start-title = Start a course
start-lead = Everything can be changed later.
start-alias-hint = Do not use a real name. We suggest { $alias }.
start-track-noname = Counselling without a name: taking part is not written in a case.
start-track-decided = Decided support: there is a decision, and it stands in the municipality's case.
start-funding = The three phases end on { $end }. The funding lasts until { $fund }. Write what you will do after that.
start-load = { $name } carries { $a } of { $cap } now and { $b } with this course.
start-done = The course has started. Phase 1 ends on { $date }.
