// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import dev.pasaje.failure.PasajeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.eclipse.jgit.lib.Repository;

/// The hook of a repository that scans what is staged before each commit. A hook that is there is
/// kept, under another name, and runs first.
public final class CommitHook {
  private static final String NAME = "pre-commit";
  private static final String KEPT = "pre-commit.before-pasaje";
  private static final String MARK = "# pasaje: scans what is staged";

  private static final String SCRIPT =
      """
      #!/bin/sh
      %s
      # Name another pasaje with the variable PASAJE.
      before="$(dirname "$0")/%s"
      if [ -x "$before" ]; then
        "$before" "$@" || exit $?
      fi
      if ! command -v "${PASAJE:-pasaje}" >/dev/null 2>&1; then
        echo "pre-commit: pasaje is not on the PATH, so nothing was scanned; set PASAJE" >&2
        exit 3
      fi
      exec "${PASAJE:-pasaje}" credentials scan --staged --quiet .
      """
          .formatted(MARK, KEPT);

  /// What installing did.
  public enum Done {
    INSTALLED,
    /// The hook that was there runs first.
    INSTALLED_AFTER_ANOTHER,
    ALREADY_THERE
  }

  private CommitHook() {}

  /// @return what was done, and to which file
  /// @throws PasajeException when there is no repository, or its hooks cannot be written
  public static Map.Entry<Done, Path> install(Path path) {
    try (Repository repository = Git.of(path)) {
      Path hook = folder(repository, path).resolve(NAME);
      return Map.entry(install(hook, hook.resolveSibling(KEPT)), hook);
    } catch (IOException broken) {
      throw new PasajeException(
          PasajeException.Kind.USAGE,
          "leaks.hook",
          Map.of("path", path.toString(), "why", why(broken)),
          broken);
    }
  }

  private static Path folder(Repository repository, Path path) {
    String named = repository.getConfig().getString("core", null, "hooksPath");
    if (named == null || named.isBlank()) {
      return repository.getCommonDirectory().toPath().resolve("hooks");
    }
    Path top = repository.isBare() ? path : repository.getWorkTree().toPath();
    return top.resolve(named);
  }

  private static Done install(Path hook, Path kept) throws IOException {
    boolean there = Files.exists(hook, LinkOption.NOFOLLOW_LINKS);
    if (there
        && Files.isRegularFile(hook)
        && new String(Files.readAllBytes(hook), StandardCharsets.ISO_8859_1).contains(MARK)) {
      return Done.ALREADY_THERE;
    }
    if (there && Files.exists(kept, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(kept.toString(), null, KEPT + " exists already");
    }
    Path parent = hook.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path ready = hook.resolveSibling(NAME + ".partial");
    Files.writeString(ready, SCRIPT);
    if (Files.getFileStore(ready).supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(ready, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    if (there) {
      Files.move(hook, kept);
    }
    Files.move(ready, hook, StandardCopyOption.REPLACE_EXISTING);
    return there ? Done.INSTALLED_AFTER_ANOTHER : Done.INSTALLED;
  }

  private static String why(IOException broken) {
    return broken instanceof FileSystemException told && told.getReason() != null
        ? told.getReason()
        : String.valueOf(broken.getMessage());
  }
}
