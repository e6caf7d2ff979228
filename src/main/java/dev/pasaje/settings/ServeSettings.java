// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.settings;

import dev.pasaje.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parts of the settings that `pasaje serve` works by.
final class ServeSettings {
  private static final int MOST_MINUTES = 24 * 60;
  private static final int MOST_HOURS = 30 * 24;

  private ServeSettings() {}

  static Settings.Serve serve(Section section) {
    Settings.Serve usual = Settings.Serve.USUAL;
    return new Settings.Serve(
        section.text("host").orElse(usual.host()),
        section.number("port", 0, 65535).orElse(usual.port()),
        section.secrets("api-tokens"),
        section.number("hints-per-second", 1, 10_000).orElse(usual.hintsPerSecond()),
        section
            .number("sweep-minutes", 1, MOST_MINUTES)
            .map(Duration::ofMinutes)
            .orElse(usual.sweepEvery()),
        section
            .number("silence-hours", 1, MOST_HOURS)
            .map(Duration::ofHours)
            .orElse(usual.silenceAfter()),
        section.number("keep-days", 1, 3650).orElse(usual.keepDays()),
        section.number("lease-seconds", 4, 600).map(Duration::ofSeconds).orElse(usual.lease()));
  }

  static List<Settings.Target> targets(Section deliver, Sources sources, List<String> known) {
    List<Settings.Target> all = new ArrayList<>();
    for (String name : deliver.ownKeys()) {
      try (Section section = deliver.section(name);
          Section kafka = section.section("kafka")) {
        List<String> integrations = section.texts("integrations");
        for (String integration : integrations) {
          if (!known.contains(integration)) {
            sources.problem(
                "deliver." + name + ".integrations",
                integration,
                "one-of",
                Map.of("values", String.join(" ", known)));
          }
        }
        Optional<Settings.Target> http =
            section
                .address("url")
                .flatMap(url ->
                    section
                        .required("secret", section.secret("secret"))
                        .map(secret -> new Settings.Target.Http(name, integrations, url, secret)));
        Optional<Settings.Target> topic =
            kafka
                .text("bootstrap")
                .flatMap(bootstrap ->
                    kafka
                        .required("topic", kafka.text("topic"))
                        .map(to ->
                            new Settings.Target.Kafka(
                                name, integrations, bootstrap, to, properties(kafka))));
        Optional<Settings.Target> target = http.or(() -> topic);
        if (target.isEmpty()) {
          section.required("url", Optional.empty());
        }
        target.ifPresent(all::add);
      }
    }
    return all;
  }

  private static Map<String, Secret> properties(Section kafka) {
    Map<String, Secret> properties = new LinkedHashMap<>();
    try (Section section = kafka.section("properties")) {
      for (String key : section.ownKeys()) {
        section.secret(key).ifPresent(value -> properties.put(key, value));
      }
    }
    return properties;
  }
}
