#!/bin/sh
# Our models against R's on the same made-up persons, in one run on one machine: seconds from data in memory, and ratios.
#
#   benches/compare.sh [PERSONS] [TASKS]
#
# PERSONS is 10000 unless given (1000000 needs some minutes and 5 GiB for R); TASKS a list with commas, all unless given.
# R: apt-get install --no-install-recommends r-base-core r-cran-lme4 r-cran-nlme r-cran-geepack r-cran-survival
set -eu
cd "$(dirname "$0")/.."
persons=${1:-10000}
tasks=${2:-random_intercept,random_slope,own_times_slope,gee,kaplan_meier,log_rank,cox}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cargo build -q --release -p stats --example compare
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
"$target/release/examples/compare" "$persons" "$folder" > "$folder/ours"
Rscript benches/compare.R "$folder" "$tasks" > "$folder/theirs"
grep -m1 'model name' /proc/cpuinfo | sed 's/.*: //' || true
echo "$(nproc) processors, $(date +%F), $(R --version | head -1)"
head -1 "$folder/ours"
awk 'NR == FNR { ours[$1] = $2; numbers[$1] = $0; next }
     FNR == 1 { printf "%-20s %12s %12s %8s  %s\n", "task", "ours s", "R s", "ratio", "largest difference of a number" }
     { split(numbers[$1], mine, " "); most = 0
       for (k = 3; k <= NF; k++) { d = mine[k] - $k; d = d < 0 ? -d : d; s = $k < 0 ? -$k : $k; d /= (s > 1 ? s : 1)
         if (d > most) most = d }
       printf "%-20s %12.4f %12.4f %8.0f  %.1e\n", $1, ours[$1], $2, $2 / ours[$1], most }' "$folder/ours" "$folder/theirs"
grep given_moments "$folder/ours" || true
