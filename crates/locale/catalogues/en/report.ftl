### Words and sentences of the report.
