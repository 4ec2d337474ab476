### Phase change, pause and extension.

phase-title = From phase { $a } to phase { $b }
phase-question-planned = What was the plan?
phase-question-happened = What happened?
phase-question-next = What now?
