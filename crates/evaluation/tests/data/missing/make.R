# The numbers of r.json, and the invented persons they are about (scores.csv: three occasions, the last one missing the likelier
# the lower the second). R 4.2.2; mice 3.15.0, jsonlite.
suppressMessages({library(mice); library(jsonlite)})
long <- read.csv("scores.csv")
wide <- function(name) { w <- reshape(long[c("id", "month", name, "misuse")], idvar = c("id", "misuse"), timevar = "month",
  direction = "wide"); names(w) <- c("id", "misuse", "a", "b", "c"); w }
weighted <- function(w, f) {
  w$seen <- as.integer(!is.na(w$c))
  p <- fitted(glm(f, binomial, w, control = glm.control(epsilon = 1e-14, maxit = 100)))
  k <- (mean(w$seen) / p)[w$seen == 1]; x <- (w$c - w$a)[w$seen == 1]; n <- length(x); m <- weighted.mean(x, k)
  se <- sqrt(n / (n - 1) * sum((k * (x - m))^2)) / sum(k); h <- qt(0.975, n - 1) * se
  list(estimate = m, se = se, df = n - 1, p = 2 * pt(-abs(m / se), n - 1), ci = c(m - h, m + h), largest = max(k),
    effective = sum(k)^2 / sum(k^2))
}
bounds <- function(w, low, high) {
  at <- function(end) t.test(ifelse(is.na(w$c), end, w$c) - w$a)
  l <- at(low); h <- at(high)
  list(least = l$estimate[[1]], greatest = h$estimate[[1]], ci = c(l$conf.int[1], h$conf.int[2]))
}
welch <- function(x, seen) { t <- t.test(x[seen], x[!seen])
  list(difference = t$estimate[[1]] - t$estimate[[2]], df = t$parameter[[1]], p = t$p.value, ci = as.numeric(t$conf.int)) }
s <- wide("score"); paid <- wide("paid"); seen <- !is.na(s$c)
spread <- sqrt((var(s$a[seen]) + var(s$a[!seen])) / 2)
pooled <- sqrt(((sum(seen) - 1) * var(s$a[seen]) + (sum(!seen) - 1) * var(s$a[!seen])) / (length(seen) - 2))
imputed <- mice(s[c("misuse", "a", "b", "c")], method = "norm", m = 2000, maxit = 20, seed = 1, printFlag = FALSE)
each <- sapply(seq_len(2000), function(k) { d <- complete(imputed, k); d$c - d$a })
write_json(list(n = nrow(s), missing = sum(!seen),
  standardised = list(average = (mean(s$a[seen]) - mean(s$a[!seen])) / spread, pooled = (mean(s$a[seen]) - mean(s$a[!seen])) / pooled),
  start = welch(s$a, seen), early = welch((s$b - s$a)[!is.na(s$b)], seen[!is.na(s$b)]),
  score = list(weighted = weighted(s, seen ~ a + misuse), bounds = bounds(s, 0, 100)),
  paid = list(weighted = weighted(paid, seen ~ a + misuse), bounds = bounds(paid, 0, 1)),
  imputed = list(estimate = mean(each), within = mean(apply(each, 2, var) / nrow(s)), between = var(colMeans(each)))),
  "r.json", digits = NA, auto_unbox = TRUE)
