// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.vault;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Credentials of several integrations in one encrypted file.
///
/// Every call reads the file anew, so that several threads and processes can share it; every change
/// happens under a lock of the operating system and replaces the file as a whole, so that a crash
/// leaves the state before or after. Reading checks everything: a flipped bit is a
/// [PasajeException] that names the place. Nothing but ciphertext reaches the disk.
public final class Vault {
  private final Path file;
  private final MasterKey key;
  private final InstantSource clock;
  private final Consumer<PrivateFile.Moment> moments;

  private Vault(
      Path file, MasterKey key, InstantSource clock, Consumer<PrivateFile.Moment> moments) {
    this.file = file;
    this.key = key;
    this.clock = clock;
    this.moments = moments;
  }

  /// The same vault, telling where its replacements are, for tests that interrupt them.
  Vault telling(Consumer<PrivateFile.Moment> watcher) {
    return new Vault(file, key, clock, watcher);
  }

  /// An existing vault, checked from end to end.
  ///
  /// @throws PasajeException when there is none, the key is wrong or a byte was changed
  public static Vault open(Path file, MasterKey key, InstantSource clock) {
    Vault vault = new Vault(file, key, clock, _ -> {});
    vault.read();
    return vault;
  }

  /// An existing vault, or a new empty one.
  public static Vault openOrCreate(Path file, MasterKey key, InstantSource clock, By by) {
    Vault vault = new Vault(file, key, clock, _ -> {});
    try (VaultLock _ = VaultLock.take(file)) {
      if (PrivateFile.read(file).isEmpty()) {
        Contents fresh = Contents.empty();
        fresh.note("created", "", "", 0, "", by, clock.instant());
        PrivateFile.replace(file, VaultFormat.write(key.header(), fresh, key));
      }
    } catch (IOException broken) {
      throw vault.unusable(broken);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("encrypting failed", impossible);
    }
    vault.read();
    return vault;
  }

  public Path file() {
    return file;
  }

  /// The current value of an entry.
  public Optional<Secret> get(String integration, String name) {
    return read().contents().current(integration, name).map(Contents.Entry::value);
  }

  /// One version of an entry, as long as it is kept.
  public Optional<Secret> get(String integration, String name, int version) {
    return read().contents().entries().stream()
        .filter(entry -> entry.is(integration, name) && entry.version() == version)
        .findFirst()
        .map(Contents.Entry::value);
  }

  /// All current values of an integration, by name.
  public Map<String, Secret> current(String integration) {
    Contents contents = read().contents();
    Map<String, Secret> current = new LinkedHashMap<>();
    contents.entries().stream()
        .filter(entry -> entry.integration().equals(integration))
        .filter(entry -> contents.version(integration, entry.name()) == entry.version())
        .forEach(entry -> current.put(entry.name(), entry.value()));
    return current;
  }

  /// A value that is kept.
  ///
  /// @param current whether it is the entry's latest
  public record Kept(String integration, String name, int version, boolean current, Secret value) {}

  /// Everything that is kept, older versions too.
  public List<Kept> kept() {
    Contents contents = read().contents();
    return contents.entries().stream()
        .map(entry ->
            new Kept(
                entry.integration(),
                entry.name(),
                entry.version(),
                contents.version(entry.integration(), entry.name()) == entry.version(),
                entry.value()))
        .toList();
  }

  /// The versions kept of an entry, oldest first; the last ten at most.
  public List<Integer> versions(String integration, String name) {
    return read().contents().entries().stream()
        .filter(entry -> entry.is(integration, name))
        .map(Contents.Entry::version)
        .sorted()
        .toList();
  }

  /// The number of the current version; 0 when there is none.
  public int version(String integration, String name) {
    return read().contents().version(integration, name);
  }

  /// The audit trail, oldest first.
  public List<AuditRecord> history() {
    return List.copyOf(read().contents().trail());
  }

  /// The audit trail of one integration, oldest first.
  public List<AuditRecord> history(String integration) {
    return history().stream().filter(one -> one.integration().equals(integration)).toList();
  }

  /// A new version of an entry.
  public void put(String integration, String name, Secret value, By by) {
    replace(List.of(Change.put(integration, name, value)), by);
  }

  /// Changes several entries at once: all of them or, when one that must still be at a version is
  /// not, none.
  ///
  /// @return false when nothing was changed because somebody else was faster
  public boolean replace(List<Change> changes, By by) {
    return change(contents -> {
      for (Change change : changes) {
        int now = contents.version(change.integration(), change.name());
        if (change.expected().isPresent() && change.expected().getAsInt() != now) {
          return false;
        }
      }
      changes.forEach(change -> contents.apply(change, by, clock.instant()));
      return true;
    });
  }

  /// Writes a line into the audit trail.
  public void note(String action, String integration, By by) {
    change(contents -> {
      contents.note(action, integration, "", 0, "", by, clock.instant());
      return true;
    });
  }

  /// Runs work that no other thread or process runs at the same time, under a lock of its own: the
  /// vault can be read and changed meanwhile.
  ///
  /// @param purpose what must happen once at a time, such as `activation.tienda`
  public <T> T exclusively(String purpose, java.util.function.Supplier<T> work) {
    if (!purpose.matches("[A-Za-z0-9._-]{1,160}")) {
      throw new IllegalArgumentException("not a purpose: " + purpose);
    }
    try (VaultLock _ = VaultLock.take(file.resolveSibling(file.getFileName() + "." + purpose))) {
      return work.get();
    } catch (IOException broken) {
      throw unusable(broken);
    }
  }

  /// Encrypts everything with a new data key, wrapped by another master key or the same.
  ///
  /// @return the vault under the key that opens it from now on
  public Vault rotate(MasterKey next, By by) {
    try (VaultLock _ = VaultLock.take(file)) {
      Contents contents = read().contents();
      contents.rotate();
      contents.note("rotated", "", "", 0, "", by, clock.instant());
      PrivateFile.replace(file, VaultFormat.write(next.header(), contents, next), moments);
    } catch (IOException broken) {
      throw unusable(broken);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("encrypting failed", impossible);
    }
    return open(file, next, clock);
  }

  private boolean change(java.util.function.Predicate<Contents> work) {
    try (VaultLock _ = VaultLock.take(file)) {
      VaultFormat.Sealed before = read();
      boolean changed = work.test(before.contents());
      if (changed) {
        PrivateFile.replace(
            file, VaultFormat.write(before.header(), before.contents(), key), moments);
      }
      return changed;
    } catch (IOException broken) {
      throw unusable(broken);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("encrypting failed", impossible);
    }
  }

  private VaultFormat.Sealed read() {
    try {
      byte[] content =
          PrivateFile.read(file)
              .orElseThrow(() ->
                  new PasajeException(
                      PasajeException.Kind.USAGE, "vault.none", Map.of("file", file.toString())));
      return VaultFormat.read(file, content, key);
    } catch (IOException broken) {
      throw unusable(broken);
    }
  }

  private PasajeException unusable(IOException why) {
    return new PasajeException(
        PasajeException.Kind.USAGE,
        "vault.unusable",
        Map.of("file", file.toString(), "why", why.getClass().getSimpleName()),
        why);
  }
}
