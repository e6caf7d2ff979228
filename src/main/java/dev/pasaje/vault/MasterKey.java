// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.XChaCha20Poly1305Key;
import com.google.crypto.tink.util.SecretBytes;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/// What opens a vault: 32 random bytes, written in base64 or 64 hex digits, or a passphrase, made
/// into a key by Argon2id with a salt of the vault's own.
public final class MasterKey {
  /// Its place under `$CREDENTIALS_DIRECTORY`, for systemd's `LoadCredential=`.
  public static final String SYSTEMD_NAME = "pasaje-vault-key";

  private static final int BYTES = 32;

  private final byte @Nullable [] raw;
  private final @Nullable Secret passphrase;
  private final Costs costs;
  private String stretchedHeader = "";
  private byte @Nullable [] stretched;

  /// What stretching a passphrase costs.
  record Costs(int kib, int passes, int lanes) {
    /// RFC 9106 4, second recommended option.
    static final Costs USUAL = new Costs(64 * 1024, 3, 4);
  }

  private MasterKey(byte @Nullable [] raw, @Nullable Secret passphrase, Costs costs) {
    this.raw = raw;
    this.passphrase = passphrase;
    this.costs = costs;
  }

  private static MasterKey raw(byte[] bytes) {
    return new MasterKey(bytes, null, Costs.USUAL);
  }

  public static MasterKey passphrase(Secret passphrase) {
    return passphrase(passphrase, Costs.USUAL);
  }

  /// @param costs of the vaults it makes; one that is there names its own
  static MasterKey passphrase(Secret passphrase, Costs costs) {
    return new MasterKey(null, passphrase, costs);
  }

  /// A key as it is written in a file or variable.
  ///
  /// @param place where it stood, for the message
  /// @throws PasajeException when it is neither 32 bytes in base64 nor 64 hex digits
  public static MasterKey of(Secret written, String place) {
    String text = written.reveal().strip();
    try {
      byte[] bytes =
          text.matches("[0-9a-fA-F]{64}")
              ? java.util.HexFormat.of().parseHex(text)
              : Base64.getDecoder().decode(text);
      if (bytes.length == BYTES) {
        return raw(bytes);
      }
    } catch (IllegalArgumentException notBase64) {
      // Said below, together with a wrong length.
    }
    throw new PasajeException(PasajeException.Kind.USAGE, "vault.key-form", Map.of("place", place));
  }

  /// The first that is given: `PASAJE_VAULT_KEY`, `PASAJE_VAULT_PASSPHRASE`, either with `_FILE`,
  /// the file named in the settings, systemd's credential.
  public static Optional<MasterKey> find(Map<String, String> environment, Optional<Path> file) {
    for (String variable : new String[] {"PASAJE_VAULT_KEY", "PASAJE_VAULT_PASSPHRASE"}) {
      boolean key = variable.endsWith("KEY");
      String direct = environment.get(variable);
      String path = environment.get(variable + "_FILE");
      if (direct != null) {
        Secret given = Secret.of(direct);
        return Optional.of(key ? of(given, variable) : passphrase(given));
      }
      if (path != null) {
        Secret given = read(Path.of(path));
        return Optional.of(key ? of(given, path) : passphrase(given));
      }
    }
    if (file.isPresent()) {
      return Files.exists(file.get())
          ? Optional.of(of(read(file.get()), file.get().toString()))
          : Optional.empty();
    }
    return Optional.ofNullable(environment.get("CREDENTIALS_DIRECTORY"))
        .map(directory -> Path.of(directory, SYSTEMD_NAME))
        .filter(Files::exists)
        .map(credential -> of(read(credential), credential.toString()));
  }

  /// The same; when nothing is given and the vault has a passphrase, the one a person types.
  ///
  /// @throws PasajeException `vault.no-key`, or `vault.no-terminal` when there is nobody to ask
  public static MasterKey find(
      Map<String, String> environment, Optional<Path> file, Path vault, Passphrases people) {
    Optional<MasterKey> given = find(environment, file);
    if (given.isPresent()) {
      return given.get();
    }
    boolean asked = wantsPassphrase(vault);
    return (asked ? people.ask(vault) : Optional.<Secret>empty())
        .map(MasterKey::passphrase)
        .orElseThrow(() ->
            new PasajeException(
                PasajeException.Kind.USAGE,
                asked ? "vault.no-terminal" : "vault.no-key",
                Map.of("file", vault.toString())));
  }

  /// As far as its header, which nothing protects yet, can be believed.
  private static boolean wantsPassphrase(Path vault) {
    try {
      return PrivateFile.read(vault)
          .map(content -> new String(content, StandardCharsets.ISO_8859_1))
          .filter(text -> text.contains(" master " + Stretching.NAME + " "))
          .isPresent();
    } catch (IOException unreadable) {
      throw unusable(vault, unreadable);
    }
  }

  /// Makes a new key and writes it to a file of mode 0600 that must not exist.
  public static MasterKey create(Path file) {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    try {
      PrivateFile.create(
          file,
          (Base64.getEncoder().encodeToString(bytes) + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException refused) {
      throw unusable(file, refused);
    }
    return raw(bytes);
  }

  private static Secret read(Path file) {
    try {
      return Secret.of(Files.readString(file).stripTrailing());
    } catch (IOException unreadable) {
      throw unusable(file, unreadable);
    }
  }

  private static PasajeException unusable(Path file, IOException why) {
    return new PasajeException(
        PasajeException.Kind.USAGE,
        "vault.key-file",
        Map.of("file", file.toString(), "why", why.getClass().getSimpleName()),
        why);
  }

  /// How a new vault says what opens it.
  String header() {
    if (raw != null) {
      return "key";
    }
    byte[] salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    return Stretching.header(costs, salt);
  }

  /// The cipher that opens the keyset of the vault with this header; empty when that vault wants
  /// the other kind of key.
  @AccessesPartialKey
  Optional<Aead> cipher(String header) throws GeneralSecurityException {
    byte[] key = raw;
    if (header.equals("key") != (raw != null)) {
      return Optional.empty();
    }
    if (passphrase != null) {
      key = stretched(header, passphrase);
    }
    if (key == null) {
      return Optional.empty();
    }
    AeadConfig.register();
    XChaCha20Poly1305Key one =
        XChaCha20Poly1305Key.create(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()));
    return Optional.of(
        KeysetHandle.newBuilder()
            .addEntry(KeysetHandle.importKey(one).withFixedId(1).makePrimary())
            .build()
            .getPrimitive(RegistryConfiguration.get(), Aead.class));
  }

  /// Once for each header: it takes a good part of a second, and a command opens its vault often.
  private synchronized byte[] stretched(String header, Secret phrase)
      throws GeneralSecurityException {
    if (!header.equals(stretchedHeader) || stretched == null) {
      stretched = Stretching.stretch(header, phrase.reveal().getBytes(StandardCharsets.UTF_8));
      stretchedHeader = header;
    }
    return stretched;
  }

  /// Argon2id at the costs the vault's header names.
  private static final class Stretching {
    static final String NAME = "argon2id";

    /// Nobody's header makes us use more than this.
    private static final int MOST_KIB = 1024 * 1024;

    static String header(Costs costs, byte[] salt) {
      return "%s %d %d %d %s"
          .formatted(
              NAME,
              costs.kib(),
              costs.passes(),
              costs.lanes(),
              Base64.getEncoder().encodeToString(salt));
    }

    static byte[] stretch(String header, byte[] passphrase) throws GeneralSecurityException {
      String[] parts = header.split(" ", -1);
      if (!header.matches("argon2id \\d{1,7} \\d{1,2} \\d{1,2} [A-Za-z0-9+/=]{24}")
          || Integer.parseInt(parts[1]) > MOST_KIB) {
        throw new GeneralSecurityException("header");
      }
      Argon2BytesGenerator argon = new Argon2BytesGenerator();
      argon.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(Integer.parseInt(parts[1]))
              .withIterations(Math.max(1, Integer.parseInt(parts[2])))
              .withParallelism(Math.max(1, Integer.parseInt(parts[3])))
              .withSalt(Base64.getDecoder().decode(parts[4]))
              .build());
      byte[] key = new byte[BYTES];
      argon.generateBytes(passphrase, key);
      return key;
    }
  }
}
