# Shared by ./start and ./test: what must be on the machine, and the front end. Sourced, never run.

say() { printf '%s\n' "$*" >&2; }

has() { command -v "$1" >/dev/null 2>&1; }

# need COMMAND WHAT: remembers what is missing, so that all of it is said at once.
missing=""
need() { has "$1" || missing="$missing
  - $2"; }

tell_missing() {
    [ -z "$missing" ] && return 0
    say "This is missing on this machine:$missing"
    return 1
}

# need_build_tools: Rust, Node 20 and a C compiler, from which everything else is built.
need_build_tools() {
    need cargo "Rust 1.95 or newer (by rustup)"
    need cc "a C compiler (Debian: apt install build-essential)"
    need npm "Node.js 20 or newer with npm (Debian: apt install nodejs npm)"
    if has node && [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
        missing="$missing
  - Node.js 20 or newer; here is $(node --version)"
    fi
}

# packages FOLDER: installs the npm packages of a folder when its lock file says something new.
packages() {
    local stamp="$1/node_modules/.installed"
    if [ ! -e "$stamp" ] || ! cmp -s "$1/package-lock.json" "$stamp"; then
        say "npm packages of $1 …"
        npm ci --prefix "$1" --no-audit --no-fund --loglevel=error >&2
        cp "$1/package-lock.json" "$stamp"
    fi
}

# front_end: builds style sheet, scripts, fonts and icons when a source is newer than the result.
front_end() {
    local web=crates/web built=crates/web/assets/dist/.built
    packages "$web"
    if [ ! -e "$built" ] || [ -n "$(find "$web" -path "$web/node_modules" -prune -o -path "$web/assets/dist" -prune \
        -o -type f \( -name '*.scss' -o -name '*.ts' -o -name '*.mjs' -o -name 'package*.json' -o -path '*/assets/*' \) \
        -newer "$built" -print -quit)" ]; then
        say "front end …"
        npm run --prefix "$web" --silent build >&2
        touch "$built"
    fi
}
