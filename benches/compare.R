# R's half of compare.sh: reads the columns that the program wrote, fits the same models with lme4, nlme, geepack and
# survival and prints the seconds each took from the data in memory, one line per task: task, seconds, numbers.
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
tasks <- strsplit(arguments[2], ",")[[1]]
column <- function(name) {
  path <- file.path(folder, name)
  readBin(path, "double", file.size(path) / 8)
}
suppressPackageStartupMessages({ library(lme4); library(nlme); library(geepack); library(survival) })
rows <- data.frame(person = column("person"), occasion = factor(column("occasion")), day = column("day"),
                   group = column("group"), score = column("score"), yes = column("yes"))
rows$month <- c(0, 4, 8, 12)[rows$occasion]
persons <- data.frame(time = column("time"), event = column("event"), arm = column("arm"))
report <- function(task, numbers) function(seconds)
  cat(task, sprintf("%.6f", seconds), sprintf("%.10f", numbers()), "\n")
run <- function(task, fit, numbers) {
  if (!(task %in% tasks)) return(invisible())
  gc()
  seconds <- system.time(model <- fit())[["elapsed"]]
  cat(task, sprintf("%.6f", seconds), sprintf("%.10f", numbers(model)), "\n")
}
mixed <- function(model) {
  parts <- as.data.frame(VarCorr(model))
  c(fixef(model), parts$vcov[is.na(parts$var2)])
}
slope <- score ~ month * group + (month | person)
run("random_intercept", function() lmer(score ~ occasion + group + (1 | person), rows), mixed)
run("random_slope", function() lmer(slope, rows), mixed)
run("own_times_slope", function() lmer(score ~ day * group + (day | person), rows), mixed)
run("gee", function() geeglm(yes ~ month + group, id = person, data = rows, family = binomial, corstr = "exchangeable"),
    function(model) c(coef(model), model$geese$alpha))
run("kaplan_meier", function() survfit(Surv(time, event) ~ 1, persons), function(model) summary(model, 180)$surv)
run("log_rank", function() survdiff(Surv(time, event) ~ arm, persons), function(model) model$chisq)
run("cox", function() coxph(Surv(time, event) ~ arm, persons), coef)
