// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Small programs that stand for others, by their documented inputs and outputs; each notes its
/// arguments in the file `arguments`.
public final class Stand {
  private Stand() {}

  public static Path script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  /// `wp option get|update|delete`, its options in files `option.NAME` as JSON.
  public static List<String> wp(Path directory) throws IOException {
    Path wp =
        script(
            directory.resolve("wp"),
            """
            here=$(dirname "$0")
            echo "$@" >> "$here/arguments"
            [ "$1" = --path=/srv/shop ] && shift
            [ "$1" = option ] || exit 2
            file="$here/option.$3"
            case "$2" in
              get)
                if [ ! -f "$file" ]; then
                  echo "Error: Could not get '$3' option. Does it exist?" >&2
                  exit 1
                fi
                [ "$4" = --format=json ] || exit 2
                cat "$file"; echo ;;
              update)
                [ "$4" = --format=json ] && [ $# = 4 ] || exit 2
                cat > "$file.new" && mv "$file.new" "$file"
                echo "Success: Updated '$3' option." ;;
              delete)
                rm "$file" || exit 1
                echo "Success: Deleted '$3' option." ;;
            esac\
            """);
    return List.of(wp.toString(), "--path=/srv/shop");
  }

  /// A hook that keeps what it was last told.
  public static List<String> hook(Path directory) throws IOException {
    Path hook =
        script(
            directory.resolve("hook"),
            """
            here=$(dirname "$0")
            echo "$@" >> "$here/arguments"
            case "$1" in
              read) cat > /dev/null; cat "$here/hook.kept" 2>/dev/null || echo '{"values":{}}' ;;
              write) cat > "$here/hook.new" && mv "$here/hook.new" "$here/hook.kept" ;;
            esac\
            """);
    return List.of(hook.toString());
  }
}
