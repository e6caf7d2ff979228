// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.TlsFacts.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A published set of TLS settings that a server can be compared with; a data file holds its
/// figures (domain/credentials.md 9.3).
///
/// @param name `intermediate` or `modern`
/// @param version of the guideline, such as `6.0`
/// @param suites IANA names
/// @param groups names of the supported-groups registry
/// @param keys algorithms a certificate's key may have
/// @param signatures algorithms a certificate may be signed with
/// @param leastHstsSeconds advice for `max-age`, in seconds
public record TlsProfile(
    String name,
    String version,
    List<Protocol> protocols,
    List<String> suites,
    List<String> groups,
    List<String> keys,
    int leastRsaBits,
    List<String> signatures,
    int maxLifetimeDays,
    int recommendedLifetimeDays,
    long leastHstsSeconds) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MOZILLA = "mozilla-6.0.json";

  public TlsProfile {
    protocols = List.copyOf(protocols);
    suites = List.copyOf(suites);
    groups = List.copyOf(groups);
    keys = List.copyOf(keys);
    signatures = List.copyOf(signatures);
  }

  /// Mozilla's profile of that name.
  ///
  /// @throws IllegalArgumentException when Mozilla publishes none of that name
  public static TlsProfile named(String name) {
    JsonNode file = read(MOZILLA);
    JsonNode profile = file.path("profiles").path(name);
    if (profile.isMissingNode()) {
      throw new IllegalArgumentException("no TLS profile is called " + name);
    }
    return new TlsProfile(
        name,
        file.path("version").asString(),
        strings(profile, "protocols").stream().map(TlsProfile::protocol).toList(),
        strings(profile, "suites"),
        strings(profile, "groups"),
        strings(profile, "keys"),
        profile.path("leastRsaBits").asInt(),
        strings(profile, "signatures"),
        profile.path("maxLifetimeDays").asInt(),
        profile.path("recommendedLifetimeDays").asInt(),
        profile.path("leastHstsSeconds").asLong());
  }

  /// The oldest version that Mercado Pago's own API hosts accept (9.1).
  static Protocol leastOfMercadoPago() {
    return protocol(read("mercado-pago.json").path("leastProtocol").asString());
  }

  private static List<String> strings(JsonNode profile, String key) {
    return profile.path(key).valueStream().map(JsonNode::asString).toList();
  }

  private static Protocol protocol(String label) {
    return Arrays.stream(Protocol.values())
        .filter(protocol -> protocol.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no protocol is called " + label));
  }

  private static JsonNode read(String file) {
    try (InputStream in = TlsProfile.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing");
      }
      return JSON.readTree(in);
    } catch (IOException broken) {
      throw new UncheckedIOException(file, broken);
    }
  }
}
