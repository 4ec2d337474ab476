# The numbers of r.json, and the invented courses they are about (courses.csv: days from start to end, how it ended, a trait).
# R 4.2.2; survival 3.5-3, jsonlite.
suppressMessages({library(survival); library(jsonlite)})
d <- read.csv("courses.csv", stringsAsFactors = FALSE)
d$early <- as.integer(d$end %in% c("dropped_out", "other_early"))
months <- 0:12
times <- months * 30.4375
curve <- function(d) {
  at <- function(type) summary(survfit(Surv(days, early) ~ 1, d, conf.type = type), times = times, extend = TRUE)
  ends <- function(type) { s <- at(type); cbind(s$lower, s$upper) }
  s <- at("log-log")
  q <- quantile(survfit(Surv(days, early) ~ 1, d, conf.type = "log-log"), 0.5)
  multi <- function(levels, labels) {
    state <- factor(ifelse(d$end == "running", "censored", labels[match(d$end, levels)]), c("censored", unique(labels)))
    summary(survfit(Surv(d$days, state) ~ 1), times = times, extend = TRUE)
  }
  two <- multi(c("dropped_out", "other_early", "completed"), c("left", "left", "completed"))
  three <- multi(c("dropped_out", "other_early", "completed"), c("dropped_out", "other_early", "completed"))
  of <- function(s, state, what) s[[what]][, match(state, s$states)]
  list(n = nrow(d), events = sum(d$early), completed = sum(d$end == "completed"), censored = sum(d$end == "running"),
    at_risk = s$n.risk, survival = s$surv, se = s$std.err, log = ends("log"), plain = ends("plain"), loglog = ends("log-log"),
    median = q$quantile[[1]], median_ci = c(q$lower[[1]], q$upper[[1]]),
    left = of(two, "left", "pstate"), left_se = of(two, "left", "std.err"),
    completed_share = of(two, "completed", "pstate"), completed_se = of(two, "completed", "std.err"),
    dropped_out = of(three, "dropped_out", "pstate"), other_early = of(three, "other_early", "pstate"))
}
cox <- function(ties) coef(summary(coxph(Surv(days, early) ~ misuse, d, ties = ties,
  control = coxph.control(eps = 1e-14, iter.max = 100))))
test <- survdiff(Surv(days, early) ~ misuse, d)
e <- cox("efron"); b <- cox("breslow")
write_json(list(all = curve(d), with = curve(d[d$misuse == 1, ]), without = curve(d[d$misuse == 0, ]),
  log_rank = list(chisq = test$chisq, p = pchisq(test$chisq, 1, lower.tail = FALSE)),
  efron = list(coef = e[1, 1], se = e[1, 3], p = e[1, 5]), breslow = list(coef = b[1, 1], se = b[1, 3])),
  "r.json", digits = NA, auto_unbox = TRUE, na = "null")
