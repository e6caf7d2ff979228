// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Secret;
import dev.pasaje.vault.PrivateFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A file that stays as it is but for the values of some keys.
final class FileTarget implements Target {
  private static final int LARGEST = 4 << 20;
  private static final String MARK = "\uFEFF";

  private final TargetSpec.TextFile spec;
  private final KeyFormat format;
  private final Charset charset;

  FileTarget(TargetSpec.TextFile spec) {
    this.spec = spec;
    this.format =
        switch (spec.format()) {
          case DOTENV -> new DotenvFormat();
          case PROPERTIES -> new PropertiesFormat();
          case YAML -> TreeFormat.yaml();
          case JSON -> TreeFormat.json();
          case KUBERNETES -> TreeFormat.kubernetes(spec.object());
        };
    // Java wrote properties in ISO 8859-1 and now in UTF-8: what we write is ASCII, what others
    // wrote is not touched.
    this.charset =
        spec.format() == TargetSpec.Format.PROPERTIES
            ? StandardCharsets.ISO_8859_1
            : StandardCharsets.UTF_8;
  }

  @Override
  public TargetSpec spec() {
    return spec;
  }

  @Override
  public String kind() {
    return spec.format().id();
  }

  @Override
  public String place() {
    return spec.file().toString();
  }

  @Override
  public TargetState read() {
    byte[] bytes = bytes();
    return new TargetState(
        values(bytes), Optional.of(Secret.of(new String(bytes, StandardCharsets.ISO_8859_1))));
  }

  private Map<String, Optional<Secret>> values(byte[] bytes) {
    Map<String, Optional<Secret>> values = new LinkedHashMap<>();
    try {
      String text = text(bytes);
      format
          .read(text.startsWith(MARK) ? text.substring(1) : text, spec.keys().keySet())
          .forEach((key, value) -> values.put(key, value.map(Secret::of)));
    } catch (KeyFormat.FormatTrouble trouble) {
      throw failure(trouble);
    }
    return values;
  }

  @Override
  public void check(TargetState now, Map<String, Optional<Secret>> values) {
    edited(now.whole().map(FileTarget::raw).orElseGet(this::bytes), values);
    try {
      Path directory = spec.file().toRealPath().getParent();
      if (directory == null || !Files.isWritable(directory)) {
        throw new AccessDeniedException(String.valueOf(directory));
      }
    } catch (IOException refused) {
      throw failure(refused);
    }
  }

  @Override
  public void write(Map<String, Optional<Secret>> values, Consumer<PrivateFile.Moment> moments) {
    byte[] now = bytes();
    replace(now, edited(now, values), moments);
  }

  /// Byte for byte as it was, unless somebody else has changed the file since: then only our keys.
  @Override
  public void undo(
      TargetState before,
      Map<String, Optional<Secret>> written,
      Consumer<PrivateFile.Moment> moments) {
    byte[] now = bytes();
    byte[] old = before.whole().map(FileTarget::raw).orElse(now);
    byte[] ours = edited(old, written);
    replace(
        now,
        Arrays.equals(now, ours) || Arrays.equals(now, old) ? old : edited(now, before.values()),
        moments);
  }

  private void replace(byte[] now, byte[] next, Consumer<PrivateFile.Moment> moments) {
    try {
      if (Arrays.equals(now, next)) {
        PrivateFile.sweep(spec.file());
      } else {
        PrivateFile.replace(spec.file(), next, moments);
      }
    } catch (IOException refused) {
      throw failure(refused);
    }
  }

  private byte[] edited(byte[] now, Map<String, Optional<Secret>> values) {
    Map<String, Optional<String>> plain = new LinkedHashMap<>();
    values.forEach((key, value) -> plain.put(key, value.map(Secret::reveal)));
    try {
      String text = text(now);
      boolean marked = text.startsWith(MARK);
      String edited = format.write(marked ? text.substring(1) : text, plain);
      byte[] result = ((marked ? MARK : "") + edited).getBytes(charset);
      if (!format.read(edited, plain.keySet()).equals(plain)) {
        throw new KeyFormat.FormatTrouble("not-understood", kind());
      }
      return result;
    } catch (KeyFormat.FormatTrouble trouble) {
      throw failure(trouble);
    }
  }

  private String text(byte[] bytes) throws KeyFormat.FormatTrouble {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new KeyFormat.FormatTrouble("malformed", "not UTF-8");
    }
  }

  private byte[] bytes() {
    try {
      if (!Files.isRegularFile(spec.file())) {
        throw Target.failure(PasajeException.Kind.USAGE, "missing", this, Map.of());
      }
      if (Files.size(spec.file()) > LARGEST) {
        throw Target.failure(PasajeException.Kind.USAGE, "too-large", this, Map.of());
      }
      return Files.readAllBytes(spec.file());
    } catch (IOException refused) {
      throw failure(refused);
    }
  }

  private static byte[] raw(Secret whole) {
    return whole.reveal().getBytes(StandardCharsets.ISO_8859_1);
  }

  private PasajeException failure(KeyFormat.FormatTrouble trouble) {
    return Target.failure(
        PasajeException.Kind.USAGE, trouble.code(), this, Map.of("what", trouble.what()));
  }

  private PasajeException failure(IOException refused) {
    return Target.failure(
        PasajeException.Kind.USAGE,
        "unusable",
        this,
        Map.of("why", refused.getClass().getSimpleName()));
  }
}
