// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.settings;

import dev.pasaje.integration.Integration;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Everything the user can set, checked; design 5.
///
/// @param file the file it was read from; empty when there is none
/// @param integrations in the order of the file
/// @param apiBaseUrl Mercado Pago's address, or an emulator's
/// @param storeUrl JDBC address of Pasaje's own store
/// @param quality how quality is judged
/// @param measure how the merchant's site is looked at from outside
public record Settings(
    Optional<Path> file,
    List<Integration> integrations,
    URI apiBaseUrl,
    String storeUrl,
    Quality quality,
    Measure measure) {
  public static final URI MERCADO_PAGO = URI.create("https://api.mercadopago.com");
  public static final String DEFAULT_STORE = "jdbc:sqlite:pasaje.db";

  public Settings {
    integrations = List.copyOf(integrations);
  }

  /// How the merchant's site is looked at from outside.
  ///
  /// @param limit what one host may cost at most
  /// @param allowPrivate whether a receiver at a private or loopback address may be probed
  /// @param trust files of further root certificates in PEM, of a test's own authority
  /// @param tlsProfile which published profile TLS is judged by: `intermediate` or `modern`
  /// @param browser `auto` looks for Chromium, `off` uses none, anything else is its path
  public record Measure(
      Duration limit, boolean allowPrivate, List<Path> trust, String tlsProfile, String browser) {
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);
    public static final List<String> TLS_PROFILES = List.of("intermediate", "modern");
    public static final Measure USUAL =
        new Measure(DEFAULT_LIMIT, false, List.of(), "intermediate", "auto");

    public Measure {
      trust = List.copyOf(trust);
    }
  }

  /// How quality is judged.
  ///
  /// @param threshold least good score, 0 to 100; Mercado Pago's pages say 73 (newer) and 75
  ///   (older), domain/quality.md A1
  /// @param deviceIdForNonCard whether payments without a card are asked for a device id; sources
  ///   differ, domain/quality.md A7
  public record Quality(int threshold, boolean deviceIdForNonCard) {}
}
