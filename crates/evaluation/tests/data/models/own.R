# The numbers of own.json: models whose time is that of each observation. R 4.2.2; lme4, lmerTest, pbkrtest, jsonlite.
# own.csv (invented): up to four visits, each on its own day; week and date say when, week is missing for some.
suppressMessages({library(lme4); library(lmerTest); library(jsonlite)})
out <- list()
control <- lmerControl(optimizer = "nloptwrap", check.conv.singular = "ignore", optCtrl = list(
  xtol_abs = 1e-12, ftol_abs = 1e-14, xtol_rel = 1e-12, ftol_rel = 1e-15, maxeval = 1e5))
lm_ <- function(name, f, d, REML = TRUE) {
  m <- suppressWarnings(lmerTest::lmer(f, d, REML = REML, control = control)); s <- coef(summary(m))
  kr <- if (REML) coef(summary(m, ddf = "Kenward-Roger"))
  out[[name]] <<- list(names = rownames(s), est = s[, 1], se = s[, 2], df = s[, 3], p = s[, 5],
    vc = as.data.frame(VarCorr(m))$vcov, ll = as.numeric(logLik(m)), n = nobs(m), singular = isSingular(m),
    kr_se = kr[, 2], kr_df = kr[, 3])
}
d <- read.csv("own.csv", stringsAsFactors = FALSE); d$group <- factor(d$group, levels = unique(d$group))
day <- as.numeric(as.Date(d$date)); months <- (day - ave(day, d$id, FUN = min)) / 30.4375
lm_("week", score ~ week + female + group + week:female + (week | id), d)
lm_("week_intercept", score ~ week + (1 | id), d)
lm_("date", score ~ date + female + date:female + (date | id), transform(d, date = months))
lm_("date_ml", score ~ date + (date | id), transform(d, date = months), REML = FALSE)
write_json(out, "own.json", digits = NA, auto_unbox = TRUE)
