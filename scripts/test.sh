#!/usr/bin/env bash
# Runs every check and every test: bash scripts/test.sh [arguments for the last pytest]. It tells each
# part's time, and of the tests the ten slowest and the ten slowest files.
#   CI=true                   a part that this machine cannot run is a failure, not a remark
#   BALLOT_TEST_SCALE=full    the long forms: hundreds of kills, 171 meetings
#   BALLOT_TEST_PICTURES=DIR  keep a picture of every page that a browser test looks at
#   BALLOT_TEST_CHROMIUM=, BALLOT_TEST_CHROMIUM_SHELL=  another Chromium, another without a window
#   BALLOT_TEST_POSTGRES=URL  a PostgreSQL to use instead of the one from its wheel
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/venv.sh"
. scripts/parts.sh

left_out=()
unset PYTHONDONTWRITEBYTECODE # hundreds of commands are started: each would compile the program anew

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

has_chinese_font() { fc-list :lang=zh family 2>/dev/null | grep -q .; }

has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

machine_parts() { # what pip cannot bring: by apt where that is allowed
  local wanted=()
  has_chromium >/dev/null || wanted+=(chromium)
  has_chinese_font || wanted+=(fontconfig fonts-noto-cjk)
  command -v pdftoppm >/dev/null || wanted+=(poppler-utils)
  command -v soffice >/dev/null || wanted+=(libreoffice-calc-nogui libreoffice-writer-nogui)
  # The same engine without a window: a page costs a third. Not every system has it; Chromium will do.
  command -v chromium-headless-shell >/dev/null || by_apt chromium-headless-shell 2>/dev/null
  if [ "${#wanted[@]}" -eq 0 ]; then return; fi
  by_apt "${wanted[@]}" || say "apt did not install all of: ${wanted[*]}"
}

by_apt() { # by_apt PACKAGE…
  if command -v apt-get >/dev/null && as_root true 2>/dev/null; then
    say "Installing by apt: $* …"
    as_root apt-get update -qq >/dev/null || true
    as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -qq -y --no-install-recommends "$@" >/dev/null
  fi
}

in_memory() { # what tests write lies in memory where there is room: a commit waits for no disk
  local room
  room="$(df --output=avail -k /dev/shm 2>/dev/null | tail -1)"
  if [ "${room:-0}" -lt 6000000 ]; then return; fi
  scratch="$(mktemp -d /dev/shm/ballot-tests-XXXXXX)" || return 0
  trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$kept" "$scratch"' EXIT
  cp "$(type -P true)" "$scratch/true"
  if ! "$scratch/true" 2>/dev/null; then return; fi # no program may be started there
  chmod 711 "$scratch" # PostgreSQL runs as somebody else
  export TMPDIR="$scratch"
}

leave_out() { # leave_out PATTERN WHAT: the tests that name PATTERN cannot run without WHAT
  local file
  for file in $(grep -rlE --include='test_*.py' "$1" tests); do
    left_out+=("$file: $2")
    ignored+=("--ignore=$file")
  done
}

look_around() { # what is still missing leaves its tests out, and says so
  if has_chromium >/dev/null && has_chinese_font; then
    export BALLOT_TEST_CHROMIUM="${BALLOT_TEST_CHROMIUM:-$(has_chromium | head -1)}"
  else
    leave_out 'playwright' "Chromium with a Chinese font"
  fi
  command -v soffice >/dev/null || leave_out 'soffice' "LibreOffice"
  command -v pdftoppm >/dev/null || leave_out 'pdfto(text|ppm)' "poppler-utils"
}

tests_of_the_rules() { # every branch of what decides a result
  pytest -q -n "$(workers)" tests/domain tests/schemes tests/box \
    --cov=ballot.domain --cov=ballot.schemes --cov=ballot.box --cov-branch \
    --cov-report=term-missing:skip-covered --cov-fail-under=100
}

workers() { # workers [MORE]: one a core, and MORE where the tests wait for servers and browsers
  python -c "import os; print(min(8, len(os.sched_getaffinity(0))) + ${1:-0})"
}

ignored=()
begin "machine parts" machine_parts
part "install" install_into_venv test || exit
PATH="$PWD/.venv/bin:$PATH"
finish
look_around
in_memory
# What keeps a single core busy runs beside the tests of the rules.
begin "mypy" mypy
begin "ruff check" ruff check .
begin "ruff format" ruff format --check .
begin "lint-imports" lint-imports
part "rules and box, every branch" tests_of_the_rules
finish

for line in ${left_out[@]+"${left_out[@]}"}; do say "LEFT OUT  $line"; done
if [ "${CI:-}" = true ] && [ "${#left_out[@]}" -gt 0 ]; then failed+=("nothing may be left out"); fi
summary || true

# The last line that this script prints is the summary of this run.
say "── all other tests"
pytest -q -n "$(workers 1)" --dist loadfile --no-loadscope-reorder --durations=10 --ignore=tests/domain --ignore=tests/schemes --ignore=tests/box \
  ${ignored[@]+"${ignored[@]}"} "$@" || failed+=("all other tests")
[ "${#failed[@]}" -eq 0 ]
