# Sourced by the scripts beside it: finds Python, makes .venv, installs what is asked for.
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

# $1: "run" for the program alone, "test" for the tools of the tests as well. UNLOCKED=1 takes the
# newest that pyproject.toml allows in place of the files of scripts/locks. A stamp holds the digest
# of all that and of the folder, so that a second start installs nothing.
install_into_venv() {
  local want python stamp=".venv/installed-$1"
  if ! .venv/bin/python -c 'import pip' >/dev/null 2>&1; then
    python="$(find_python)"
    say "Making .venv with $("$python" --version 2>&1) …"
    "$python" -m venv --clear .venv
  fi
  want="$(cat pyproject.toml scripts/locks/*.txt | .venv/bin/python -c 'import hashlib, os, sys
read = sys.stdin.buffer.read() + os.getcwd().encode() + os.environ.get("UNLOCKED", "").encode()
print(hashlib.sha256(read).hexdigest())')"
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ]; then
    return
  fi
  say "Installing for \"$1\" (about a minute) …"
  if [ -n "${UNLOCKED:-}" ]; then install_newest "$1"; else install_locked "$1"; fi
  printf '%s' "$want" >"$stamp"
  if [ "$1" = test ]; then printf '%s' "$want" >.venv/installed-run; fi
}

pip_install() { .venv/bin/python -m pip install -qq --no-compile --disable-pip-version-check "$@"; }

# Nothing is built but the program itself, and no file is taken whose hash is not in the lock.
install_locked() {
  pip_install --require-hashes --only-binary :all: -r "scripts/locks/$1.txt" \
    && pip_install --no-deps --no-build-isolation --editable . && return
  say "The installation failed; the lines above say why. 安装失败,原因见上。"
  say "A hash that does not match: this mirror hands out another file than the one tested; take another mirror."
  say "校验值不符:镜像给的不是测试过的那个文件,请换一个镜像。"
  say "A file that is not found, or a processor without a ready wheel: put UNLOCKED=1 before the command;"
  say "pip then takes the newest that pyproject.toml allows, and no hash is held against anything."
  die "找不到文件,或这种处理器没有现成的安装包:在命令前加 UNLOCKED=1,由 pip 取 pyproject.toml 允许的最新版本(不核对校验值)。"
}

install_newest() {
  local what="."
  if [ "$1" = test ]; then what=".[test]"; fi
  pip_install --editable "$what" || die "The installation failed; the lines above say why. 安装失败,原因见上。"
}
