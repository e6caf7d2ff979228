// SPDX-License-Identifier: Apache-2.0
package dev.pasaje;

import dev.pasaje.cli.Terminal;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.shop.ShopSite;
import dev.pasaje.sandbox.shop.ShopVariant;
import dev.pasaje.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The shop beside the emulator, as `pasaje sandbox --shop` opens it: its authority in a file, its
/// credentials in the ready file, and the settings `pasaje check` measures it with.
final class SandboxShop implements AutoCloseable {
  /// First line of the settings; a file that begins otherwise is somebody's own.
  private static final String MARK = "# pasaje sandbox --shop";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Sandbox sandbox;
  private final ShopSite site;
  private final ShopVariant variant;
  private final Path authority;
  private @Nullable Path settings;

  private SandboxShop(Sandbox sandbox, ShopSite site, ShopVariant variant, Path authority) {
    this.sandbox = sandbox;
    this.site = site;
    this.variant = variant;
    this.authority = authority;
  }

  /// Which shop a command line asks for.
  ///
  /// @param more whether another option only makes sense with a shop
  static Optional<ShopVariant> variant(Optional<String> found, boolean more) {
    if (found.isEmpty()) {
      if (more) {
        throw usage("sandbox.shop-needed", Map.of(), null);
      }
      return Optional.empty();
    }
    for (ShopVariant variant : ShopVariant.values()) {
      if (variant.name().toLowerCase(Locale.ROOT).equals(found.get())) {
        return Optional.of(variant);
      }
    }
    throw usage("sandbox.shop", Map.of("found", found.get()), null);
  }

  /// @param caOut directory for the authority's certificate
  /// @param now by the real clock
  static SandboxShop open(Sandbox sandbox, ShopVariant variant, int port, Path caOut, Instant now) {
    ShopSite site = started(sandbox, variant, port, now);
    try {
      Path authority = site.writeAuthority(caOut.toAbsolutePath().normalize());
      return new SandboxShop(sandbox, site, variant, authority);
    } catch (IOException broken) {
      site.close();
      throw unwritable(caOut, broken);
    }
  }

  private static ShopSite started(Sandbox sandbox, ShopVariant variant, int port, Instant now) {
    try {
      return ShopSite.start(sandbox, variant, port, now);
    } catch (UncheckedIOException failed) {
      if (failed.getCause() instanceof BindException) {
        throw usage("sandbox.shop-port", Map.of("port", Integer.toString(port)), failed);
      }
      throw failed;
    }
  }

  /// The ready file with the shop in it.
  String ready(String sandboxOnly) {
    ObjectNode root = (ObjectNode) JSON.readTree(sandboxOnly);
    root.putObject("shop")
        .put("website", site.website().toString())
        .put("checkout", site.checkout().toString())
        .put("notifications", site.notifications().toString())
        .put("caFile", authority.toString())
        .put("publicKey", site.publicKey())
        .put("accessToken", site.account().accessToken())
        .put("webhookSecret", site.webhookSecret());
    return root.toPrettyString();
  }

  void announce(Terminal terminal, Texts texts) {
    terminal
        .err()
        .println(
            texts.get(
                "shop",
                Map.of(
                    "address",
                    site.website().toString(),
                    "directory",
                    String.valueOf(authority.getParent()))));
    if (settings != null) {
      terminal.err().println(texts.get("shop-settings", Map.of("file", String.valueOf(settings))));
    }
  }

  /// Refuses a path where somebody's own settings stand.
  static void checkReplaceable(Path file) {
    try {
      if (Files.exists(file)
          && (!Files.isRegularFile(file)
              || Files.size(file) > (1 << 16)
              || !new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                  .startsWith(MARK))) {
        throw usage("sandbox.shop-settings", Map.of("file", file.toString()), null);
      }
    } catch (IOException broken) {
      throw unwritable(file, broken);
    }
  }

  /// Writes settings with credentials in them: where the file system knows owners, for the owner
  /// only.
  void writeSettings(Path file) {
    checkReplaceable(file);
    Path whole = file.toAbsolutePath().normalize();
    Path partial = whole.resolveSibling(whole.getFileName() + ".partial");
    try {
      Path parent = whole.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.deleteIfExists(partial);
      boolean posix = partial.getFileSystem().supportedFileAttributeViews().contains("posix");
      FileAttribute<?>[] mode =
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
              }
              : new FileAttribute<?>[0];
      Files.createFile(partial, mode);
      Files.writeString(partial, text());
      Files.move(partial, whole, StandardCopyOption.REPLACE_EXISTING);
      settings = whole;
    } catch (IOException broken) {
      throw unwritable(file, broken);
    }
  }

  /// The neglected shop makes the classic mistake: a test user's token, with `Bearer` typed before
  /// it, beside the real account's public key.
  private String text() {
    SandboxAccount test = sandbox.account("MLA", "test-credentials");
    String token =
        switch (variant) {
          case READY -> site.account().accessToken();
          case NEGLECTED -> "Bearer " + site.account().accessToken();
        };
    return MARK
        + "\n"
        + """
        integrations:
          tienda:
            site: MLA
            product: checkout-pro
            website: %s
            checkout: %s
            notifications: %s
            credentials:
              test:
                public-key: %s
                access-token: %s
              production:
                public-key: %s
                access-token: %s
            webhook-secrets: [%s]
            payment: %s
        api:
          base-url: %s
        measure:
          allow-private: true
          trust: [%s]
        """
            .formatted(
                quoted(site.website()),
                quoted(site.checkout()),
                quoted(site.notifications()),
                quoted(test.publicKey()),
                quoted(test.accessToken()),
                quoted(site.publicKey()),
                quoted(token),
                quoted(site.webhookSecret()),
                quoted(site.sale()),
                quoted(sandbox.baseUrl()),
                quoted(authority));
  }

  /// A JSON string is a YAML string as well.
  private static String quoted(Object value) {
    return JSON.writeValueAsString(value.toString());
  }

  private static PasajeException unwritable(Path path, IOException why) {
    return usage(
        "sandbox.shop-write",
        Map.of("path", path.toString(), "why", String.valueOf(why.getMessage())),
        why);
  }

  private static PasajeException usage(
      String code, Map<String, String> arguments, @Nullable Throwable cause) {
    return cause == null
        ? new PasajeException(PasajeException.Kind.USAGE, code, arguments)
        : new PasajeException(PasajeException.Kind.USAGE, code, arguments, cause);
  }

  @Override
  public void close() {
    site.close();
  }
}
