# Sourced by run.sh, test.sh and check: finds Python, makes .venv, installs what is asked for.
# It stands in the project's folder when it is done.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$*" >&2; }

die() { say "$*"; exit 1; }

# A Python counts when it runs, is 3.11 or later, and can make a virtual environment with pip:
# Debian ships one without ensurepip, and version managers leave stubs that only print a hint.
python_is_good() {
  "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
  local name
  for name in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
    if [ -n "$name" ] && python_is_good "$name"; then
      printf '%s' "$name"
      return
    fi
  done
  say "Python 3.11 or later with venv and ensurepip was not found."
  say "没有找到 Python 3.11 或更高版本(须带 venv 和 ensurepip)。"
  say "Debian, Ubuntu: apt install python3 python3-venv"
  say "Or name one: PYTHON=/path/to/python3 bash scripts/run.sh"
  return 1
}

# $1: "run" for the program alone, "test" for the tools of the tests as well. A stamp holds the
# digest of pyproject.toml and of the folder, so that a second start installs nothing.
install_into_venv() {
  local want python stamp=".venv/installed-$1" what="."
  if ! .venv/bin/python -c 'import pip' >/dev/null 2>&1; then
    python="$(find_python)"
    say "Making .venv with $("$python" --version 2>&1) …"
    "$python" -m venv --clear .venv
  fi
  want="$(.venv/bin/python -c 'import hashlib, os, sys
print(hashlib.sha256(open("pyproject.toml", "rb").read() + os.getcwd().encode()).hexdigest())')"
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ]; then
    return
  fi
  if [ "$1" = test ]; then what=".[test]"; fi
  say "Installing $what (about a minute) …"
  .venv/bin/python -m pip install -qq --no-compile --disable-pip-version-check --editable "$what" \
    || die "The installation failed; the lines above say why. 安装失败,原因见上。"
  printf '%s' "$want" >"$stamp"
  if [ "$1" = test ]; then printf '%s' "$want" >.venv/installed-run; fi
}
