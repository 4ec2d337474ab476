### Words and sentences of the report.

report-cell-not-measured = not measured
report-cell-hidden = hidden
report-cell-not-computable = cannot be computed
