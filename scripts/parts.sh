# Sourced by check and test.sh: runs the parts of a check, also beside each other, and remembers
# what came of each in the arrays `failed` and `times`.

failed=()
times=()
begun=()
kept="$(mktemp -d)"
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$kept"' EXIT

part() { # part NAME COMMAND…: runs it now, notes its time, remembers a failure and returns it
  local name="$1" code=0
  shift
  say "── $name"
  timed "$name" "$@" || code=$?
  remember "$name" "$code"
  return "$code"
}

begin() { # begin NAME COMMAND…: runs it beside all that follows, until finish
  local name="$1"
  shift
  timed "$name" "$@" >"$kept/$name.said" 2>&1 &
  begun+=("$! $name")
}

finish() { # waits for what was begun and shows what each said
  local each name code
  for each in ${begun[@]+"${begun[@]}"}; do
    name="${each#* }" code=0
    wait "${each%% *}" || code=$?
    say "── $name"
    cat "$kept/$name.said"
    remember "$name" "$code"
  done
  begun=()
}

timed() ( # seconds on the clock, and on the processor with all that it started
  name="$1" start=$SECONDS code=0
  trap - EXIT
  shift
  "$@" || code=$?
  times >"$kept/$name.times" # by a pipe it would be asked of another process
  awk -v name="$name" -v clock=$((SECONDS - start)) 'NR == 2 {
    split($1, own, "[ms]"); split($2, kernel, "[ms]")
    printf "%5d s %5d s of a core  %s", clock, 60 * (own[1] + kernel[1]) + own[2] + kernel[2], name
  }' "$kept/$name.times" >"$kept/$name.time"
  exit "$code"
)

remember() { # remember NAME CODE
  times+=("$(cat "$kept/$1.time")")
  if [ "$2" -ne 0 ]; then failed+=("$1"); fi
}

summary() { # the times, what failed, and whether nothing did
  local line
  say "── times"
  for line in ${times[@]+"${times[@]}"}; do say "$line"; done
  for line in ${failed[@]+"${failed[@]}"}; do say "FAILED    $line"; done
  [ "${#failed[@]}" -eq 0 ]
}
