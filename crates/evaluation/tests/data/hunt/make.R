# The numbers of r.json, and the invented data they are about. R 4.2.2; lme4, lmerTest, pbkrtest, geepack, jsonlite.
# saddle.csv: small variances of intercept and slope with a negative correlation; on the way to them lies a saddle where the
# intercept has none. grow.csv: twelve occasions that hang closely together, two texts.
suppressMessages({library(lme4); library(lmerTest); library(geepack); library(jsonlite)})
first <- function(x) factor(x, levels = unique(x))
set.seed(2); n <- 60; occasions <- 1:12
grow <- expand.grid(t = occasions, id = 1:n)
size <- rnorm(n, 0, 3); gain <- rnorm(n, 0, 0.6); wander <- unlist(lapply(1:n, function(i) cumsum(rnorm(12, 0, 0.5))))
grow$g <- c("low", "none", "high")[grow$id %% 3 + 1]; grow$h <- c("x", "y")[grow$id %% 2 + 1]
grow$y <- round(20 + 6 * grow$t + size[grow$id] + gain[grow$id] * grow$t + wander + (grow$g == "high") * grow$t * 0.3, 2)
grow <- grow[runif(nrow(grow)) > 0.03, c("id", "t", "g", "h", "y")]
write.csv(grow, "grow.csv", row.names = FALSE, quote = FALSE)
grow$g <- first(grow$g); grow$h <- first(grow$h)
control <- lmerControl(optimizer = "nloptwrap", check.conv.singular = "ignore", optCtrl = list(
  xtol_abs = 1e-12, ftol_abs = 1e-14, xtol_rel = 1e-12, ftol_rel = 1e-15, maxeval = 1e5))
out <- list()
mixed <- function(name, f, d) {
  m <- suppressWarnings(lmerTest::lmer(f, d, control = control)); s <- coef(summary(m))
  kr <- coef(summary(m, ddf = "Kenward-Roger"))
  out[[name]] <<- list(names = rownames(s), est = s[, 1], se = s[, 2], df = s[, 3], p = s[, 5],
    vc = as.data.frame(VarCorr(m))$vcov, ll = as.numeric(logLik(m)), n = nobs(m), singular = isSingular(m),
    kr_se = kr[, 2], kr_df = kr[, 3])
}
estimating <- function(name, f, d) {
  m <- do.call(geeglm, list(f, data = d, id = d$id, family = gaussian, corstr = "ar1",
    control = geese.control(epsilon = 1e-14, maxit = 200)))
  s <- summary(m)$coefficients
  out[[name]] <<- list(names = rownames(s), est = s[, 1], se = s[, 2], p = s[, 4], alpha = m$geese$alpha, phi = m$geese$gamma)
}
saddle <- read.csv("saddle.csv", stringsAsFactors = FALSE); saddle$g <- first(saddle$g)
mixed("saddle", y ~ t + g + age + t:g + (t | id), saddle)
estimating("grow_ar1", y ~ t + g + h + t:g, grow)
# A product of three without the product of time and h: R gives g all its levels in it.
mixed("grow_three", y ~ t + g + h + t:g + t:g:h + (t | id), grow)
write_json(out, "r.json", digits = NA, auto_unbox = TRUE)
