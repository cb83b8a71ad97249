#!/usr/bin/env bash
# The second command: installs what the tests need, builds, checks formatting, runs every test, and closes with one line.
# Needs only the .NET 10 SDK and Node 20. Chromium and Chinese fonts are installed where apt-get and the rights are there;
# elsewhere the browser test is skipped and says why.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

need() { command -v "$1" >/dev/null 2>&1 || { echo "$1 is needed: $2" >&2; exit 1; }; }
need dotnet "install the .NET 10 SDK"
need node "install Node.js 20 or newer"
need npm "it comes with Node.js"

if [ ! -f node_modules/azurite/package.json ] || [ ! -f node_modules/smtp-server/package.json ]; then
  echo "Installing the storage emulator and a mail server for the tests (npm ci) ..."
  npm ci --no-progress --loglevel=error
fi

if ! command -v chromium >/dev/null 2>&1 && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing chromium and Chinese fonts for the browser test ..."
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; } \
    >/dev/null 2>&1 || echo "chromium could not be installed; the browser test will be skipped."
fi

dotnet tool restore >/dev/null
dotnet build Disclosure.Functions.sln -m:2 --nologo -v quiet
dotnet csharpier check .

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
timeout 660 dotnet test --solution Disclosure.Functions.sln --no-build --max-parallel-test-modules 2 --no-progress "$@" 2>&1 | tee "$log" || status=$?

count() { awk -v key="$1:" '$1 == key { n = $2 } END { print n + 0 }' "$log"; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
[ "$status" = 124 ] && echo "The tests were stopped after 11 minutes."
[ $((passed + failed)) -gt 0 ] || { echo "No test was run."; status=1; }
[ "$failed" = 0 ] || status=1
# Why a test was skipped stands right above the closing line.
awk '/^skipped / { name = $2; getline; sub(/^ +/, ""); print "skipped: " name ": " $0 }' "$log"
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
