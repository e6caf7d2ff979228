// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.pasaje.secret.Secret;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// An open vault in memory: keyset, entries, audit trail. It lives for one reading or one change.
final class Contents {
  /// How many versions of an entry are kept; the oldest go.
  private static final int VERSIONS = 10;

  /// @param audit number of the record that tells who put it there
  record Entry(String integration, String name, int version, long audit, Secret value) {
    boolean is(String integration, String name) {
      return this.integration.equals(integration) && this.name.equals(name);
    }
  }

  private KeysetHandle keyset;
  private final List<Entry> entries = new ArrayList<>();
  private final List<AuditRecord> trail = new ArrayList<>();

  Contents(KeysetHandle keyset) {
    this.keyset = keyset;
  }

  static Contents empty() throws GeneralSecurityException {
    return new Contents(freshKeyset());
  }

  private static KeysetHandle freshKeyset() throws GeneralSecurityException {
    AeadConfig.register();
    return KeysetHandle.generateNew(PredefinedAeadParameters.XCHACHA20_POLY1305);
  }

  KeysetHandle keyset() {
    return keyset;
  }

  Aead cipher() throws GeneralSecurityException {
    return keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  List<Entry> entries() {
    return entries;
  }

  List<AuditRecord> trail() {
    return trail;
  }

  Optional<Entry> current(String integration, String name) {
    return entries.stream()
        .filter(entry -> entry.is(integration, name))
        .max(Comparator.comparingInt(Entry::version));
  }

  int version(String integration, String name) {
    return current(integration, name).map(Entry::version).orElse(0);
  }

  void apply(Change change, By by, Instant at) {
    String integration = change.integration();
    String name = change.name();
    int version = version(integration, name);
    if (change.value().isEmpty()) {
      entries.removeIf(entry -> entry.is(integration, name));
      note("forgotten", integration, name, version, "", by, at);
      return;
    }
    Secret value = change.value().get();
    note("put", integration, name, version + 1, value.fingerprint(), by, at);
    entries.add(new Entry(integration, name, version + 1, trail.size(), value));
    entries.removeIf(
        entry -> entry.is(integration, name) && entry.version() <= version + 1 - VERSIONS);
  }

  void note(
      String action,
      String integration,
      String name,
      int version,
      String fingerprint,
      By by,
      Instant at) {
    trail.add(
        new AuditRecord(
            trail.size() + 1L,
            at,
            by.who(),
            by.why(),
            action,
            integration,
            name,
            version,
            fingerprint));
  }

  void rotate() throws GeneralSecurityException {
    keyset = freshKeyset();
  }
}
