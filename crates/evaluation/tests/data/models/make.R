# The numbers of r.json, and the invented data they are about. R 4.2.2; lme4, lmerTest, nlme, geepack, jsonlite.
# sim.csv: four occasions, unbalanced, rows in no order, covariates that change from one occasion to the next, missing cells.
# words.csv: occasions that are words. sing.csv: a random slope that the data put at zero.
suppressMessages({library(lme4); library(lmerTest); library(geepack); library(nlme); library(jsonlite)})
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
gls_ <- function(name, f, d) {
  d$t <- match(d$month, c(0, 3, 6, 12))
  m <- gls(f, d, corSymm(form = ~t | id), weights = varIdent(form = ~1 | t), na.action = na.omit,
    control = glsControl(maxIter = 500, msMaxIter = 500, tolerance = 1e-12, msTol = 1e-14))
  s <- summary(m)$tTable; out[[name]] <<- list(names = rownames(s), est = s[, 1], se = s[, 2], ll = as.numeric(logLik(m)))
}
gee_ <- function(name, f, d, cor, waves = d$wave__) {
  m <- do.call(geeglm, list(f, data = d, id = d$id__, family = binomial, corstr = cor, waves = waves,
    control = geese.control(epsilon = 1e-14, maxit = 200)))
  s <- summary(m)$coefficients
  out[[name]] <<- list(names = rownames(s), est = s[, 1], se = s[, 2], p = s[, 4], alpha = m$geese$alpha, phi = m$geese$gamma)
}
first <- function(x) factor(x, levels = unique(x))
d <- read.csv("sim.csv", stringsAsFactors = FALSE); d$group <- first(d$group)
lm_("sim_1", score ~ factor(month) + female + group + factor(month):group + (1 | id), d)
lm_("sim_2", score ~ month + female + age + mood + month:mood + (month | id), d)
gls_("sim_4", score ~ factor(month) + female + group, d)
lm_("sim_11", score ~ 1 + (1 | id), d)
d$id__ <- as.integer(factor(d$id)); d$wave__ <- match(d$month, c(0, 3, 6, 12))
d <- d[order(d$id__, d$month), ]; d <- d[!is.na(d$paid), ]
gee_("sim_6", paid ~ factor(month) + female + group, d, "exchangeable")
gee_("sim_7", paid ~ month + female + month:female, d, "ar1")
gee_("sim_7_rows", paid ~ month + female + month:female, d, "ar1", NULL)
gee_("sim_8", paid ~ factor(month) + mood + age, d[!is.na(d$mood) & !is.na(d$age), ], "exchangeable")
gee_("sim_10", paid ~ factor(month), d, "exchangeable")
g <- glm(paid ~ factor(month) + female + group, binomial, d, control = glm.control(epsilon = 1e-14, maxit = 100))
s <- coef(summary(g)); out$sim_9 <- list(names = rownames(s), est = s[, 1], se = s[, 2], p = s[, 4], ll = as.numeric(logLik(g)))
w <- read.csv("words.csv"); w$when <- factor(w$when, levels = c("start", "mid", "end"))
lm_("words_1", y ~ when + (1 | id), w)
lm_("sing_1", y ~ t + (t | id), read.csv("sing.csv"))
write_json(out, "r.json", digits = NA, auto_unbox = TRUE)
