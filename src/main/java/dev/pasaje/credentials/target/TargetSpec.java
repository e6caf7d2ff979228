// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import dev.pasaje.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One place the merchant's application takes its credentials from, as the settings name it.
public sealed interface TargetSpec {
  /// The user's own name for it.
  String name();

  /// What is written there: the key in the target, and a credential (`access-token`, `public-key`,
  /// `client-id`, `client-secret`, `webhook-secret`) or, after `=`, a text as it is.
  Map<String, String> keys();

  /// In the order of the settings, in which a plan is shown.
  private static Map<String, String> ordered(Map<String, String> keys) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(keys));
  }

  /// A file.
  ///
  /// @param object name of the Secret, for Kubernetes manifests with more than one
  record TextFile(
      String name, Map<String, String> keys, Format format, Path file, Optional<String> object)
      implements TargetSpec {
    public TextFile {
      keys = ordered(keys);
    }
  }

  /// A secret of a key-value engine, version 2.
  record HashiVault(
      String name,
      Map<String, String> keys,
      URI address,
      String mount,
      String path,
      Secret token,
      Optional<String> namespace)
      implements TargetSpec {
    public HashiVault {
      keys = ordered(keys);
    }
  }

  /// Options of a WordPress, through WP-CLI.
  ///
  /// @param command how WP-CLI is called, such as `wp --path=/var/www/html`
  record WordPress(String name, Map<String, String> keys, List<String> command)
      implements TargetSpec {
    public WordPress {
      keys = ordered(keys);
      command = List.copyOf(command);
    }
  }

  /// A program of the merchant's own.
  record Hook(String name, Map<String, String> keys, List<String> command) implements TargetSpec {
    public Hook {
      keys = ordered(keys);
      command = List.copyOf(command);
    }
  }

  /// How a file holds keys and values.
  enum Format {
    DOTENV,
    PROPERTIES,
    YAML,
    JSON,
    KUBERNETES;

    /// The key in the settings.
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
