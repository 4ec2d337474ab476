#!/bin/sh
# How long a long file takes and how much memory, from CSV to findings: benches/large.sh [PERSONS] [FOLDER]
# 1,000,000 persons are more than three million rows; 30,000,000 are about a hundred million and take more than 2 GB of disk.
# The folder is not removed.
# PROFILE=start (as ./start builds) unless another one is named.
set -eu
persons=${1:-1000000}
folder=${2:-$(mktemp -d)}
profile=${PROFILE:-start}
cd "$(dirname "$0")/.."
cargo build -q --profile "$profile" -p evaluation --example large --example findings
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
case $profile in dev) built=$target/debug ;; *) built=$target/$profile ;; esac
[ -e "$folder/long.csv" ] || "$built/examples/large" "$persons" "$folder"
wc -lc "$folder/long.csv"
/usr/bin/time -f '%e s, %U + %S s of processor time, %M KiB' "$built/examples/findings" "$folder/study.toml" > "$folder/findings.json"
grep -m 2 -E '"(persons|rows)":' "$folder/findings.json"
