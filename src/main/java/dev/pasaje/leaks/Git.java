// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import dev.pasaje.failure.PasajeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/// Opens repositories with JGit, which by itself would read the user's settings, call `git` to find
/// the machine's, and write what it measures of the disk into the user's home. None of it is
/// wanted.
final class Git {
  private static final int DELTA_BASES = 64 << 20;
  private static final int PACKED = 128 << 20;
  private static final int WINDOW = 1 << 20;

  /// Kept, because a logger that nobody holds forgets its level. What is broken is in the report.
  private static final Logger JGIT = Logger.getLogger("org.eclipse.jgit");

  private Git() {}

  /// The repository that holds a path.
  static Repository of(Path path) {
    JGIT.setLevel(Level.OFF);
    SystemReader.setInstance(new Alone(SystemReader.getInstance()));
    WindowCacheConfig cache = new WindowCacheConfig();
    cache.setDeltaBaseCacheLimit(DELTA_BASES);
    cache.setPackedGitLimit(PACKED);
    cache.setPackedGitWindowSize(WINDOW);
    cache.install();
    try {
      FileRepositoryBuilder builder =
          new FileRepositoryBuilder().findGitDir(path.toRealPath().toFile());
      if (builder.getGitDir() == null) {
        throw none(path, null);
      }
      return builder.setMustExist(true).build();
    } catch (IOException | RuntimeException unusable) {
      throw unusable instanceof PasajeException told ? told : none(path, unusable);
    }
  }

  private static PasajeException none(
      Path path, @org.jspecify.annotations.Nullable Exception cause) {
    return new PasajeException(
        PasajeException.Kind.USAGE, "leaks.no-repository", Map.of("path", path.toString()), cause);
  }

  /// The surroundings of a process without any Git settings.
  private static final class Alone extends SystemReader.Delegate {
    Alone(SystemReader real) {
      super(real);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    public org.eclipse.jgit.lib.StoredConfig getUserConfig()
        throws ConfigInvalidException, IOException {
      return new Empty(null, FS.DETECTED);
    }

    @Override
    public org.eclipse.jgit.lib.StoredConfig getJGitConfig()
        throws ConfigInvalidException, IOException {
      return new Empty(null, FS.DETECTED);
    }

    @Override
    public org.eclipse.jgit.lib.StoredConfig getSystemConfig()
        throws ConfigInvalidException, IOException {
      return new Empty(null, FS.DETECTED);
    }
  }

  private static final class Empty extends FileBasedConfig {
    @SuppressWarnings("NullAway") // no parent and no file, as JGit itself has it
    Empty(@org.jspecify.annotations.Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
