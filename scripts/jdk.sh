# SPDX-License-Identifier: Apache-2.0
# Sets JAVA_HOME to a JDK 25, or returns 1. Sourced by the launcher and the Makefile; POSIX sh.
# It reads the `release` file of each candidate instead of starting Java: that costs nothing.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while read -r line; do
    case "$line" in JAVA_VERSION=\"25 | JAVA_VERSION=\"25[.\"+]*) return 0 ;; esac
  done <"$1/release"
  return 1
}

find_jdk_25() {
  if [ -n "${JAVA_HOME:-}" ] && is_jdk_25 "$JAVA_HOME"; then
    return 0
  fi
  for candidate in \
    /usr/lib/jvm/*25* /usr/lib/jvm/* \
    "${HOME:-/root}"/.sdkman/candidates/java/25* "${HOME:-/root}"/.jdks/*25* \
    "${HOME:-/root}"/.local/share/mise/installs/java/*25* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/*jdk*25* /opt/java/*; do
    if is_jdk_25 "$candidate"; then
      JAVA_HOME=$candidate
      return 0
    fi
  done
  if command -v java >/dev/null 2>&1; then
    candidate=$(readlink -f "$(command -v java)" 2>/dev/null || echo /nowhere/bin/java)
    candidate=${candidate%/bin/java}
    if is_jdk_25 "$candidate"; then
      JAVA_HOME=$candidate
      return 0
    fi
  fi
  return 1
}

require_jdk_25() {
  if ! find_jdk_25; then
    echo "pasaje: needs a JDK 25, found none. Install one (for example Temurin 25) and set JAVA_HOME to it." >&2
    exit 2
  fi
  export JAVA_HOME
}

require_maven() {
  if ! command -v mvn >/dev/null 2>&1; then
    echo "pasaje: needs Maven (mvn) to build, found none on the PATH. Install Maven 3.8 or newer." >&2
    exit 2
  fi
  # Maven 3.8's own libraries use sun.misc.Unsafe; without these flags JDK 25 warns on each run.
  MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
  export MAVEN_OPTS
}
