#!/usr/bin/env bash
# Sets everything up and serves: bash scripts/run.sh [--demo] [--hall]
#   --demo   adds an example: two assessments, meetings in every state, slips to scan
#   --hall   serves the local network instead of this machine alone
# Settings are environment variables BALLOT_*; the README lists them. Ctrl-C stops it cleanly.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/venv.sh"

install_into_venv run
exec .venv/bin/ballot serve "$@"
