# The numbers of r.json and the invented persons of few.csv and holes.csv they are about, made with R 4.2.2 (lme4 1.1-31, lmerTest
# 3.1-3, pbkrtest 0.5.2, nlme 3.1-162, geepack 1.3.9, MASS, numDeriv, jsonlite): Rscript make.R
# few.csv: 36 persons at four unevenly spaced occasions, some of them missing. holes.csv: 120 persons, a quarter of the occasions
# and some cells missing. Rows in no order, a factor of three levels, a covariate that changes from row to row.
# Degrees of freedom of the unstructured covariance come from no package: Satterthwaite's from numerical derivatives of the
# restricted likelihood, Kenward and Roger's (1997) from their formulas with whole matrices, linear in the covariances.
suppressMessages({library(lmerTest); library(pbkrtest); library(nlme); library(geepack); library(jsonlite); library(numDeriv)})
occ <- c(0, 1, 2, 4)

simulate <- function(seed, n, miss, sd_slope) {
  set.seed(seed); k <- length(occ)
  persons <- lapply(sample(1000:9999, n), function(id) {
    group <- sample(c("north", "mid", "south"), 1); female <- rbinom(1, 1, .45); age <- round(rnorm(1, 38, 11), 1)
    own <- rnorm(1, 0, 8); slope <- rnorm(1, 0, sd_slope); dose <- round(runif(k, 0, 10), 2)
    mean <- 40 + .1 * age - 3 * female + c(north = 0, mid = 2, south = -4)[group] + .8 * occ + (group == "mid") * .5 * occ
    logit <- -.4 + .25 * female + .02 * (age - 38) + .25 * occ + own / 10 + (group == "south") * .6
    data.frame(id = paste0("p", id), month = occ, score = round(mean + own + slope * occ + .4 * dose + rnorm(k, 0, 4), 3),
      worked = rbinom(k, 1, plogis(logit)), female, age, group, dose)
  })
  d <- do.call(rbind, persons); d <- d[runif(nrow(d)) > miss, ]; d[sample(nrow(d)), ]
}
few <- simulate(13, 36, .15, 1.5)
holes <- simulate(11, 120, .25, 1)
holes$score[runif(nrow(holes)) < .05] <- NA; holes$dose[runif(nrow(holes)) < .04] <- NA
holes$worked[runif(nrow(holes)) < .05] <- NA; holes$age[holes$id %in% sample(unique(holes$id), 5)] <- NA

mixed <- function(f, d, method, slope) {
  f <- update(f, if (slope) ~ . + (num | id) else ~ . + (1 | id))
  m <- lmerTest::lmer(f, d, REML = method == "REML", control = lmerControl("bobyqa", optCtrl = list(rhoend = 1e-12),
    check.conv.singular = "ignore", check.conv.grad = "ignore", check.conv.hess = "ignore"))
  s <- coef(summary(m)); out <- list(names = rownames(s), est = s[, 1], se = s[, 2], df = s[, 3], p = s[, 5],
    vc = as.data.frame(VarCorr(m))$vcov, ll = as.numeric(logLik(m)), n = nobs(m), singular = isSingular(m))
  if (method == "REML") {
    unit <- diag(nrow(s)); out$kr_se <- sqrt(diag(as.matrix(vcovAdj(m))))
    out$kr_df <- sapply(seq_len(nrow(s)), function(j) get_Lb_ddf(m, unit[j, ]))
  }
  out
}

unstructured <- function(f, d, method) {
  d$place <- factor(d$visit); k <- length(occ)
  g <- gls(f, d, corSymm(form = ~visit | id), weights = varIdent(form = ~1 | place), method = method,
    control = glsControl(tolerance = 1e-12, msTol = 1e-14, maxIter = 500, msMaxIter = 2000))
  X <- model.matrix(f, d); mid <- mean(d$score); y <- d$score - mid; p <- ncol(X); N <- nrow(d)
  persons <- split(seq_len(N), d$id); pattern <- sapply(persons, function(i) paste(d$visit[i], collapse = ","))
  groups <- lapply(split(persons, pattern), function(of) list(at = d$visit[of[[1]]], xy = lapply(of, function(i) cbind(X[i, , drop = FALSE], y[i]))))
  low <- which(lower.tri(diag(k), TRUE), arr.ind = TRUE); q <- nrow(low)
  whole <- function(s) { S <- matrix(0, k, k); S[low] <- s; S + t(S) - diag(diag(S)) }
  sums <- function(S) { A <- matrix(0, p + 1, p + 1); log_det <- 0
    for (g in groups) { R <- chol(S[g$at, g$at, drop = FALSE]); log_det <- log_det + 2 * length(g$xy) * sum(log(diag(R)))
      for (xy in g$xy) A <- A + crossprod(backsolve(R, xy, transpose = TRUE)) }
    list(A = A, log_det = log_det) }
  deviance <- function(S) { a <- tryCatch(sums(S), error = function(e) NULL); if (is.null(a)) return(1e10)
    XX <- a$A[1:p, 1:p]; Xy <- a$A[1:p, p + 1]; least <- a$log_det + a$A[p + 1, p + 1] - sum(Xy * solve(XX, Xy))
    if (method == "REML") least + as.numeric(determinant(XX)$modulus) + (N - p) * log(2 * pi) else least + N * log(2 * pi) }
  # From where gls stops, by Newton's method to the optimum.
  C <- diag(k); C[lower.tri(C)] <- coef(g$modelStruct$corStruct, unconstrained = FALSE); C[upper.tri(C)] <- t(C)[upper.tri(C)]
  sds <- sigma(g) * coef(g$modelStruct$varStruct, unconstrained = FALSE, allCoef = TRUE)[as.character(1:k)]
  s <- (diag(sds) %*% C %*% diag(sds))[low]; unit <- abs(s) + .1 * mean(sds^2); u <- s / unit
  of <- function(u) deviance(whole(u * unit)); curvature <- function(u) hessian(of, u, method.args = list(d = .004, eps = .004))
  for (round in 1:6) u <- u - solve(curvature(u), grad(of, u, method.args = list(d = .001, eps = .001)))
  s <- u * unit; S <- whole(s); a <- sums(S); P <- solve(a$A[1:p, 1:p]); b <- as.numeric(P %*% a$A[1:p, p + 1]) + c(mid, numeric(p - 1))
  V <- 2 * solve(curvature(u) / outer(unit, unit))
  slopes <- lapply(seq_len(q), function(j) { h <- 1e-4 * unit[j]; e <- replace(numeric(q), j, h)
    at <- function(times) solve(sums(whole(s + times * e))$A[1:p, 1:p]); (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h) })
  df <- sapply(seq_len(p), function(j) { v <- sapply(slopes, function(M) M[j, j]); 2 * P[j, j]^2 / sum(v * (V %*% v)) })
  out <- list(names = colnames(X), est = b, se = sqrt(diag(P)), df = df, p = 2 * pt(-abs(b / sqrt(diag(P))), df),
    ll = -deviance(S) / 2, n = N, singular = FALSE, matrix = S)
  if (method == "ML") return(out)
  each <- lapply(seq_len(q), function(j) { M <- matrix(0, k, k); M[low[j, 1], low[j, 2]] <- 1; M[low[j, 2], low[j, 1]] <- 1; M })
  Pi <- lapply(1:q, function(j) matrix(0, p, p)); Q <- array(0, c(q, q, p, p)); traces <- matrix(0, q, q)
  for (g in groups) { inv <- solve(S[g$at, g$at, drop = FALSE]); D <- lapply(each, function(M) inv %*% M[g$at, g$at, drop = FALSE])
    for (i in 1:q) for (xy in g$xy) { x <- xy[, 1:p, drop = FALSE]; Pi[[i]] <- Pi[[i]] - t(x) %*% D[[i]] %*% inv %*% x
      for (j in 1:q) Q[i, j, , ] <- Q[i, j, , ] + t(x) %*% D[[i]] %*% D[[j]] %*% inv %*% x }
    for (i in 1:q) for (j in 1:q) traces[i, j] <- traces[i, j] + length(g$xy) * sum(diag(D[[i]] %*% D[[j]])) }
  information <- traces; for (i in 1:q) for (j in 1:q) information[i, j] <- traces[i, j] - 2 * sum(diag(P %*% Q[i, j, , ])) + sum(diag(P %*% Pi[[i]] %*% P %*% Pi[[j]]))
  W <- 2 * solve(information); L <- matrix(0, p, p)
  for (i in 1:q) for (j in 1:q) L <- L + W[i, j] * (Q[i, j, , ] - Pi[[i]] %*% P %*% Pi[[j]])
  out$kr_se <- sqrt(diag(P + 2 * P %*% L %*% P))
  out$kr_df <- sapply(seq_len(p), function(c) { v <- sapply(Pi, function(M) (P %*% M %*% P)[c, c]) / P[c, c]; 2 / sum(v * (W %*% v)) })
  out
}

# Mancl and DeRouen's (2001) and Kauermann and Carroll's (2001) errors from their formulas with whole matrices.
corrected <- function(m, X, y, place, working) {
  mu <- fitted(m); binomial <- m$family$family == "binomial"; variance <- if (binomial) mu * (1 - mu) else rep(1, length(mu))
  alpha <- if (working == "independence") 0 else m$geese$alpha
  persons <- lapply(split(seq_along(y), m$id), function(i) { n <- length(i)
    R <- if (working == "ar1") alpha^abs(outer(place[i], place[i], "-")) else { R <- matrix(alpha, n, n); diag(R) <- 1; R }
    s <- diag(sqrt(variance[i]), n); list(D = diag(variance[i], n) %*% X[i, , drop = FALSE], inv = solve(s %*% R %*% s), r = (y - mu)[i]) })
  bread <- solve(Reduce(`+`, lapply(persons, function(p) t(p$D) %*% p$inv %*% p$D)))
  errors <- function(power) sqrt(diag(Reduce(`+`, lapply(persons, function(p) { n <- length(p$r)
    e <- eigen(diag(n) - p$D %*% bread %*% t(p$D) %*% p$inv)
    widened <- Re(e$vectors %*% diag(as.complex(e$values)^power, n) %*% solve(e$vectors)) %*% p$r
    influence <- bread %*% t(p$D) %*% p$inv %*% widened; influence %*% t(influence) }))))
  list(md_se = errors(-1), kc_se = errors(-.5))
}

equations <- function(f, d, working, waves, family) {
  set <- geese.control(epsilon = 1e-13, maxit = 500); d$wave <- d$visit
  m <- if (waves == "rows") geeglm(f, id = id, data = d, family = family, corstr = working, control = set) else
    geeglm(f, id = id, waves = wave, data = d, family = family, corstr = working, control = set)
  s <- summary(m)$coefficients; place <- if (waves == "rows") ave(d$visit, d$id, FUN = seq_along) else d$visit
  out <- list(names = rownames(s), est = s[, 1], se = s[, 2], p = 2 * pnorm(-abs(s[, 1] / s[, 2])), n = nrow(d), phi = m$geese$gamma)
  c(out, alpha = if (working == "independence") 0 else m$geese$alpha, corrected(m, model.matrix(f, d), d[[all.vars(f)[1]]], place, working))
}

logistic <- function(f, d) {
  m <- glm(f, binomial, d, control = glm.control(epsilon = 1e-14, maxit = 100)); s <- coef(summary(m))
  ci <- suppressMessages(MASS:::confint.glm(m))
  list(names = rownames(s), est = s[, 1], se = s[, 2], p = s[, 4], ll = as.numeric(logLik(m)), n = nrow(d), profile = unname(ci))
}

fit <- function(d, kind, outcome = "score", time = "factor", covariates = character(), interactions = character(),
                method = "REML", working = "exchangeable", waves = "rows") {
  asked <- list(kind = kind, time = time, covariates = I(covariates), interactions = I(interactions))
  for (one in covariates) if (is.character(d[[one]])) d[[one]] <- factor(d[[one]], unique(d[[one]]))
  d <- d[complete.cases(d[c(outcome, covariates)]), ]
  d$visit <- match(d$month, occ); d$num <- d$month; if (time == "factor") d$month <- factor(d$month, occ)
  d <- d[order(match(d$id, unique(d$id)), d$visit), ]; d$id <- factor(d$id, unique(d$id))
  terms <- c(if (time != "none") "month", covariates, gsub("time", "month", interactions))
  f <- reformulate(if (length(terms)) terms else "1", outcome)
  own <- switch(kind, random_intercept = , random_slope = , mmrm = list(method = method),
    gee = c(list(working = working), if (working == "ar1") list(waves = waves)))
  numbers <- switch(kind, random_intercept = mixed(f, d, method, FALSE), random_slope = mixed(f, d, method, TRUE),
    mmrm = unstructured(f, d, method), gee = equations(f, d, working, waves, if (outcome == "worked") binomial else gaussian),
    logistic = logistic(f, d))
  list(measure = outcome, asked = c(asked, own), found = lapply(numbers, unname))
}

models <- function(d) {
  own <- c("female", "age", "group")
  all <- list(
    fit(d, "random_intercept", covariates = own, interactions = "time:group"),
    fit(d, "random_intercept", covariates = own, interactions = c("time:group", "time:female"), method = "ML"),
    fit(d, "random_intercept", time = "linear", covariates = c("group", "dose"), interactions = c("time:group", "time:dose")),
    fit(d, "random_intercept", time = "linear", covariates = c("group", "female"), interactions = "time:group:female"),
    fit(d, "random_intercept", time = "none", covariates = c("dose", "group")),
    fit(d, "random_slope", time = "linear"),
    fit(d, "random_slope", time = "linear", covariates = c("female", "group"), interactions = "time:group", method = "ML"),
    fit(d, "random_slope", covariates = c("group", "dose")),
    fit(d, "mmrm"), fit(d, "mmrm", method = "ML"), fit(d, "mmrm", covariates = own, interactions = "time:group"),
    fit(d, "mmrm", time = "linear", covariates = c("group", "dose"), interactions = "time:group"))
  for (w in c("exchangeable", "independence", "ar1")) all <- c(all, list(
    fit(d, "gee", time = "linear", covariates = c("group", "female", "dose"), interactions = "time:group", working = w),
    fit(d, "gee", "worked", covariates = c("group", "female"), interactions = "time:group", working = w),
    fit(d, "gee", "worked", time = "linear", covariates = c("age", "dose"), interactions = "time:age", working = w)))
  c(all, list(fit(d, "gee", "worked", working = "ar1", waves = "occasions"),
    fit(d, "logistic", "worked", time = "linear", covariates = own, interactions = "time:group"),
    fit(d, "logistic", "worked", time = "none", covariates = c("group", "age"), interactions = "group:age")))
}

out <- list()
for (name in c("few", "holes")) {
  file <- paste0(name, ".csv"); write.csv(get(name), file, row.names = FALSE, na = "", quote = FALSE)
  out[[name]] <- models(read.csv(file, na.strings = "", stringsAsFactors = FALSE))
}
write_json(out, "r.json", auto_unbox = TRUE, digits = NA)
