#!/bin/sh
# quick.sh BENCH FOLDER: instructions (callgrind) of auditing four small books,
# one thread, against tests/bench/quick.figure.  Counts differ between C
# libraries and processors by a few percent, so a quarter is allowed, and
# only on x86-64, where the figure was taken.  Commit a lower count.
set -e
bench=$1 folder=$2
if ! command -v valgrind >/dev/null; then
  echo 'bench-quick: valgrind is not installed, nothing was compared' >&2
  exit 0
fi
rm -rf "$folder/quick" "$folder/quick.out"
mkdir -p "$folder"
"$bench/make_books" "$folder/quick" 4 40 30
LC_ALL=C valgrind --tool=callgrind --callgrind-out-file="$folder/quick.callgrind" \
  "$bench/phases" "$folder/quick.out" "$folder"/quick/*.xlsx >/dev/null 2>"$folder/quick.log"
count=$(sed -n 's/^\(summary\|totals\): *\([0-9]*\).*/\2/p' "$folder/quick.callgrind" | tail -1)
wanted=$(grep -v '^#' "$(dirname "$0")/quick.figure")
percent=$((count * 100 / wanted))
echo "bench-quick: $count instructions, $percent % of the committed $wanted"
if [ "$percent" -gt 125 ] && [ "$(uname -m)" = x86_64 ]; then
  echo 'bench-quick: more than a quarter slower; see callgrind_annotate' "$folder/quick.callgrind" >&2
  exit 1
fi
