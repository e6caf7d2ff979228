// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The vault as bytes: lines of ASCII, each with a checksum before it.
///
/// ```
/// pasaje-vault 1
/// master key | master argon2id <KiB> <passes> <lanes> <salt>
/// keyset <Tink keyset, encrypted by the master key>
/// entry <integration> <name> <version> <audit> <ciphertext>
/// audit <number> <hash> <ciphertext>
/// seal <ciphertext of the SHA-256 of all lines above>
/// ```
///
/// The checksum (16 hex digits of a SHA-256) tells which line a broken disk touched, and a touched
/// keyset from a wrong key. The cipher, which binds each text to its line's other words, and the
/// seal, which binds the lines to each other, stop who recomputes checksums. `hash` is the SHA-256
/// of the hash before it, a line end, and the record's JSON. What cannot be noticed is an older
/// whole file put back.
final class VaultFormat {
  private static final String MAGIC = "pasaje-vault 1";
  private static final int CHECK = 16;
  private static final JsonMapper JSON = JsonMapper.shared();

  private VaultFormat() {}

  /// @param header what opens it, as [MasterKey#header()] gave it
  record Sealed(String header, Contents contents) {}

  static byte[] write(String header, Contents contents, MasterKey key)
      throws GeneralSecurityException {
    Aead master = key.cipher(header).orElseThrow(() -> new GeneralSecurityException("kind of key"));
    Aead cipher = contents.cipher();
    StringBuilder text = new StringBuilder();
    line(text, MAGIC);
    line(text, "master " + header);
    line(
        text,
        "keyset "
            + base64(
                TinkProtoKeysetFormat.serializeEncryptedKeyset(
                    contents.keyset(), master, bytes("master " + header))));
    for (Contents.Entry entry : contents.entries()) {
      String words = words(entry);
      line(text, words + " " + encrypt(cipher, entry.value().reveal(), words));
    }
    String previous = "";
    for (AuditRecord record : contents.trail()) {
      String json = json(record);
      String hash = hash(previous, json);
      String words = "audit " + record.number() + " " + hash;
      line(text, words + " " + encrypt(cipher, json, words));
      previous = hash;
    }
    String digest = HexFormat.of().formatHex(sha256(text.toString()));
    line(text, "seal " + encrypt(cipher, digest, "seal"));
    return bytes(text.toString());
  }

  /// @throws PasajeException `vault.damaged` with the line and what stood there, `vault.wrong-key`
  ///   or `vault.other-key`
  static Sealed read(Path file, byte[] content, MasterKey key) {
    List<String> lines = checked(file, content);
    String header = after(file, lines, 1, "master ");
    Contents contents = opened(file, lines, header, key);
    try {
      Aead cipher = contents.cipher();
      String previous = "";
      StringBuilder above = new StringBuilder();
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        try {
          if (i == lines.size() - 1) {
            String digest = decrypt(cipher, after(file, lines, i, "seal "), "seal");
            require(digest.equals(HexFormat.of().formatHex(sha256(above.toString()))));
          } else if (i > 2 && line.startsWith("entry ")) {
            contents.entries().add(entry(cipher, line));
          } else if (i > 2) {
            previous = audit(cipher, line, previous, contents.trail());
          }
        } catch (GeneralSecurityException | RuntimeException broken) {
          throw damaged(file, i, line, broken);
        }
        line(above, line);
      }
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the keyset has a cipher", impossible);
    }
    return new Sealed(header, contents);
  }

  private static List<String> checked(Path file, byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    if (!text.endsWith("\n")) {
      throw damaged(file, (int) text.lines().count() - 1, "end", null);
    }
    List<String> lines = Arrays.asList(text.substring(0, text.length() - 1).split("\n", -1));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.length() <= CHECK
          || line.charAt(CHECK) != ' '
          || !line.startsWith(checksum(line.substring(CHECK + 1)))) {
        throw damaged(file, i, line.substring(Math.min(line.length(), CHECK + 1)), null);
      }
    }
    List<String> bare = lines.stream().map(line -> line.substring(CHECK + 1)).toList();
    if (!bare.getFirst().equals(MAGIC)) {
      throw damaged(file, 0, bare.getFirst(), null);
    }
    if (bare.size() < 4 || !bare.getLast().startsWith("seal ")) {
      throw damaged(file, bare.size() - 1, "end", null);
    }
    return bare;
  }

  private static Contents opened(Path file, List<String> lines, String header, MasterKey key) {
    try {
      Aead master = key.cipher(header).orElseThrow(() -> refused("vault.other-key", file, null));
      byte[] keyset = Base64.getDecoder().decode(after(file, lines, 2, "keyset "));
      return new Contents(
          TinkProtoKeysetFormat.parseEncryptedKeyset(keyset, master, bytes("master " + header)));
    } catch (GeneralSecurityException | IllegalArgumentException wrong) {
      throw refused("vault.wrong-key", file, wrong);
    }
  }

  private static Contents.Entry entry(Aead cipher, String line) throws GeneralSecurityException {
    String[] parts = line.split(" ", -1);
    require(parts.length == 6);
    String words = line.substring(0, line.lastIndexOf(' '));
    Contents.Entry entry =
        new Contents.Entry(
            parts[1],
            parts[2],
            Integer.parseInt(parts[3]),
            Long.parseLong(parts[4]),
            Secret.of(decrypt(cipher, parts[5], words)));
    require(words(entry).equals(words));
    return entry;
  }

  private static String words(Contents.Entry entry) {
    return "entry %s %s %d %d"
        .formatted(entry.integration(), entry.name(), entry.version(), entry.audit());
  }

  private static String audit(Aead cipher, String line, String previous, List<AuditRecord> trail)
      throws GeneralSecurityException {
    String[] parts = line.split(" ", -1);
    require(parts.length == 4 && parts[0].equals("audit"));
    String json = decrypt(cipher, parts[3], line.substring(0, line.lastIndexOf(' ')));
    require(hash(previous, json).equals(parts[2]));
    AuditRecord record = record(JSON.readTree(json));
    require(record.number() == trail.size() + 1L);
    trail.add(record);
    return parts[2];
  }

  private static String json(AuditRecord record) {
    ObjectNode node = JSON.createObjectNode();
    node.put("number", record.number());
    node.put("at", record.at().toString());
    node.put("who", record.who());
    node.put("why", record.why());
    node.put("action", record.action());
    node.put("integration", record.integration());
    node.put("name", record.name());
    node.put("version", record.version());
    node.put("fingerprint", record.fingerprint());
    return node.toString();
  }

  private static AuditRecord record(JsonNode node) {
    return new AuditRecord(
        node.path("number").asLong(),
        Instant.parse(node.path("at").asString()),
        node.path("who").asString(),
        node.path("why").asString(),
        node.path("action").asString(),
        node.path("integration").asString(),
        node.path("name").asString(),
        node.path("version").asInt(),
        node.path("fingerprint").asString());
  }

  private static void require(boolean holds) throws GeneralSecurityException {
    if (!holds) {
      throw new GeneralSecurityException("does not fit");
    }
  }

  private static String after(Path file, List<String> lines, int index, String word) {
    String line = lines.get(index);
    if (!line.startsWith(word)) {
      throw damaged(file, index, line, null);
    }
    return line.substring(word.length());
  }

  private static PasajeException damaged(
      Path file, int index, String line, @Nullable Throwable cause) {
    String[] words = line.replaceAll("[^ -~]", "?").split(" ", -1);
    String part =
        switch (words[0]) {
          case "entry" ->
              words.length > 3
                  ? "entry %s/%s version %s".formatted(words[1], words[2], words[3])
                  : "entry";
          case "audit" -> "audit record " + (words.length > 1 ? words[1] : "?");
          case "master", "keyset", "seal", "end" -> words[0];
          default -> index == 0 ? "header" : "?";
        };
    return new PasajeException(
        PasajeException.Kind.USAGE,
        "vault.damaged",
        Map.of("file", file.toString(), "line", String.valueOf(index + 1), "part", part),
        cause);
  }

  private static PasajeException refused(String code, Path file, @Nullable Throwable cause) {
    return new PasajeException(
        PasajeException.Kind.USAGE, code, Map.of("file", file.toString()), cause);
  }

  private static void line(StringBuilder text, String line) {
    text.append(checksum(line)).append(' ').append(line).append('\n');
  }

  private static String checksum(String line) {
    return HexFormat.of().formatHex(sha256(line), 0, CHECK / 2);
  }

  private static String hash(String previous, String json) {
    return HexFormat.of().formatHex(sha256(previous + "\n" + json));
  }

  private static String encrypt(Aead cipher, String text, String bound)
      throws GeneralSecurityException {
    return base64(cipher.encrypt(text.getBytes(StandardCharsets.UTF_8), bytes(bound)));
  }

  private static String decrypt(Aead cipher, String base64, String bound)
      throws GeneralSecurityException {
    byte[] sealed = Base64.getDecoder().decode(base64);
    require(base64(sealed).equals(base64));
    return new String(cipher.decrypt(sealed, bytes(bound)), StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
