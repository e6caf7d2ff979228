// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.settings;

import dev.pasaje.credentials.target.TargetSpec;
import dev.pasaje.integration.Integration;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything the user can set, checked; design 5.
///
/// @param file the file it was read from; empty when there is none
/// @param integrations in the order of the file
/// @param apiBaseUrl Mercado Pago's address, or an emulator's
/// @param storeUrl JDBC address of Pasaje's own store
/// @param quality how quality is judged
/// @param measure how the merchant's site is looked at from outside
/// @param serve how `pasaje serve` listens and works
/// @param targets where changes of orders are delivered, by the user's own names
/// @param passage the vault, and where credentials are written to
public record Settings(
    Optional<Path> file,
    List<Integration> integrations,
    URI apiBaseUrl,
    String storeUrl,
    Quality quality,
    Measure measure,
    Serve serve,
    List<Target> targets,
    Passage passage) {
  public static final URI MERCADO_PAGO = URI.create("https://api.mercadopago.com");
  public static final String DEFAULT_STORE = "jdbc:sqlite:pasaje.db";

  public Settings {
    integrations = List.copyOf(integrations);
    targets = List.copyOf(targets);
  }

  /// Without a vault and without places to write credentials to.
  public Settings(
      Optional<Path> file,
      List<Integration> integrations,
      URI apiBaseUrl,
      String storeUrl,
      Quality quality,
      Measure measure,
      Serve serve,
      List<Target> targets) {
    this(
        file,
        integrations,
        apiBaseUrl,
        storeUrl,
        quality,
        measure,
        serve,
        targets,
        new Passage(Path.of(Passage.VAULT), Optional.empty(), Map.of()));
  }

  /// The same, listening elsewhere.
  public Settings listening(@Nullable String host, @Nullable Integer port) {
    return new Settings(
        file,
        integrations,
        apiBaseUrl,
        storeUrl,
        quality,
        measure,
        new Serve(
            host == null ? serve.host() : host,
            port == null ? serve.port() : port,
            serve.apiTokens(),
            serve.hintsPerSecond(),
            serve.sweepEvery(),
            serve.silenceAfter(),
            serve.keepDays(),
            serve.lease()),
        targets,
        passage);
  }

  /// The vault, and where each integration's application takes its credentials from.
  ///
  /// @param keyFile file of the vault's master key; it may come from elsewhere, see
  ///   [dev.pasaje.vault.MasterKey#find]
  /// @param targets by integration, in the order of the file
  public record Passage(Path vault, Optional<Path> keyFile, Map<String, List<TargetSpec>> targets) {
    public static final String VAULT = "pasaje.vault";

    public Passage {
      targets = Map.copyOf(targets);
    }

    public List<TargetSpec> targets(String integration) {
      return targets.getOrDefault(integration, List.of());
    }
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

  /// How `pasaje serve` listens and works.
  ///
  /// @param host address to listen at; loopback unless a proxy on another machine is in front
  /// @param apiTokens each opens the API and the metrics; without any both are closed
  /// @param hintsPerSecond notifications that nobody can verify, accepted for one integration
  /// @param sweepEvery how often a search looks for what never arrived
  /// @param silenceAfter without a notification for so long an integration that had some is
  ///   reported
  /// @param keepDays how long notifications that led to nothing new are kept
  /// @param lease after how long another node takes over what one that died was reading
  public record Serve(
      String host,
      int port,
      List<Secret> apiTokens,
      int hintsPerSecond,
      Duration sweepEvery,
      Duration silenceAfter,
      int keepDays,
      Duration lease) {
    public static final Serve USUAL =
        new Serve(
            "127.0.0.1",
            8080,
            List.of(),
            50,
            Duration.ofMinutes(5),
            Duration.ofHours(24),
            400,
            Duration.ofSeconds(60));

    public Serve {
      apiTokens = List.copyOf(apiTokens);
    }
  }

  /// Where changes of orders are delivered.
  public sealed interface Target {
    String name();

    /// Ids of the integrations whose orders are delivered; all when empty.
    List<String> integrations();

    /// An address of the merchant's own, called with a signature after Standard Webhooks.
    ///
    /// @param secret `whsec_` and base64
    record Http(String name, List<String> integrations, URI url, Secret secret) implements Target {
      public Http {
        integrations = List.copyOf(integrations);
      }
    }

    /// A topic of Kafka; the key of a record is the order.
    ///
    /// @param properties of the producer, as Kafka names them
    record Kafka(
        String name,
        List<String> integrations,
        String bootstrap,
        String topic,
        Map<String, Secret> properties)
        implements Target {
      public Kafka {
        integrations = List.copyOf(integrations);
        properties = Map.copyOf(properties);
      }
    }
  }
}
