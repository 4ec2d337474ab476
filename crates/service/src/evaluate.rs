//! Evaluation of the live record: the cohort of a programme, and the findings made of it.
