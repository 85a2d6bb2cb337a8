#!/bin/sh
# Sets up a checkout of poolviz: system packages (where apt is), the environment .venv, poolviz itself.
# Run it as often as you like: what is there already is left alone.
#
#   sh resources/setup.sh           to use poolviz
#   sh resources/setup.sh --test    to test and change it
set -eu

# Measured by leaving each out: the first line serves every use of Qt, the second a real X window.
libraries="libegl1 libgl1 libglib2.0-0 libxkbcommon0 libdbus-1-3 libfontconfig1
    libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"

say() {
    printf 'poolviz: %s\n' "$*"
}

stop() {
    printf 'poolviz: %s\n' "$*" >&2
    exit 1
}

# Debian 13 and newer Ubuntus call some libraries by their old name with t64 at its end.
is_installed() {
    dpkg-query -W -f '${db:Status-Status}\n' "$1" "$1t64" 2>/dev/null | grep -q '^installed$'
}

# Prints those of the packages named that are missing.
missing_of() {
    for package in "$@"; do
        is_installed "$package" || printf '%s ' "$package"
    done
}

# Runs a command as root: directly, or through sudo, or not at all.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        return 1
    fi
}

# Installs those of the system packages named that are missing; says so and goes on where it may not.
need_packages() {
    command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1 || return 0
    wanted=$(missing_of "$@")
    [ -n "$wanted" ] || return 0
    say "installing system packages: $wanted"
    if as_root true; then
        as_root apt-get -qq update >/dev/null 2>&1 || say "the list of packages could not be renewed"
        # shellcheck disable=SC2086  # one word a package
        if messages=$(as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
            -o DPkg::Lock::Timeout=120 install $wanted 2>&1); then
            return 0
        fi
        printf '%s\n' "$messages" >&2
    fi
    say "could not install them; if poolviz does not start, let an administrator run: apt-get install $wanted"
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# Prints the first Python that is new enough.
find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
        if command -v "$candidate" >/dev/null 2>&1 && is_new_enough "$candidate"; then
            printf '%s' "$candidate"
            return 0
        fi
    done
    return 1
}

make_environment() {
    python=$(find_python) || { need_packages python3 python3-venv; python=$(find_python) || python=; }
    if [ -z "$python" ]; then
        found=$(python3 -V 2>/dev/null || printf 'no Python 3 at all')
        stop "Python 3.11 or newer is needed, and this machine has $found. Install one (python.org has it), then run this again."
    fi
    # Debian keeps the part of Python that makes environments in a package of its own.
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        need_packages "python$version-venv"
    fi
    say "making the environment .venv with $("$python" -V)"
    "$python" -m venv --clear .venv || stop "the environment .venv could not be made; the lines above say why."
}

# True when .venv can be used as it is: new enough, with pip, and not moved here from elsewhere.
has_environment() {
    is_new_enough .venv/bin/python || return 1
    .venv/bin/python -c 'import pip' >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null 2>&1 || return 1
    [ ! -f "$stamp" ] || head -n 1 "$stamp" | grep -qxF "$here"
}

# What the stamp holds once everything is installed: where, from which description, and how much of it.
state() {
    printf '%s\n%s\n%s\n' "$here" "$(cksum <pyproject.toml)" "$1"
}

is_up_to_date() {
    [ -f "$stamp" ] || return 1
    [ "$(cat "$stamp")" = "$(state "$what")" ] || [ "$(cat "$stamp")" = "$(state '.[test]')" ]
}

what=.
case "${1-}" in
    '') ;;
    --test) what='.[test]' ;;
    *) stop "“$1” is not known here: use no option, or --test." ;;
esac
[ $# -le 1 ] || stop "one option at most is expected: --test."

CDPATH='' cd -- "$(dirname -- "$0")/.."
here=$(pwd)
stamp=.venv/poolviz-setup

# shellcheck disable=SC2086  # one word a package
need_packages $libraries
has_environment || make_environment
if is_up_to_date; then
    say "everything is there"
    exit 0
fi
say "installing poolviz and what it needs into .venv (this takes a minute)"
.venv/bin/python -m pip install -qq --disable-pip-version-check --editable "$what" </dev/null ||
    stop "the installation failed; the lines above say why."
state "$what" >"$stamp"
say "ready: .venv/bin/poolviz"
