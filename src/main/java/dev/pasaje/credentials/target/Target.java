// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials.target;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.http.Transport;
import dev.pasaje.secret.Secret;
import dev.pasaje.vault.PrivateFile;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A place credentials are written to. Writing what is already there does nothing, so that an
/// interrupted writer can simply start again.
public sealed interface Target permits FileTarget, KvTarget, WordPressTarget, HookTarget {
  default String name() {
    return spec().name();
  }

  /// As the settings name it.
  TargetSpec spec();

  /// What kind of place: `dotenv`, `yaml`, `hashicorp-vault`, ….
  String kind();

  /// Where it is, for people; never with a credential.
  String place();

  /// What is written there; see [TargetSpec#keys()].
  default Map<String, String> keys() {
    return spec().keys();
  }

  /// What is there now.
  ///
  /// @throws PasajeException when it cannot be told
  TargetState read();

  /// Refuses, before anything is written anywhere, what could not be written here.
  void check(TargetState now, Map<String, Optional<Secret>> values);

  /// Makes the keys have these values, in one piece where the place allows it.
  ///
  /// @param moments told what can be interrupted; files only
  void write(Map<String, Optional<Secret>> values, Consumer<PrivateFile.Moment> moments);

  /// Brings back what was there before `written` was.
  default void undo(
      TargetState before,
      Map<String, Optional<Secret>> written,
      Consumer<PrivateFile.Moment> moments) {
    write(before.values(), moments);
  }

  static Target of(TargetSpec spec, Transport transport) {
    return switch (spec) {
      case TargetSpec.TextFile file -> new FileTarget(file);
      case TargetSpec.HashiVault kv -> new KvTarget(kv, transport);
      case TargetSpec.WordPress shop -> new WordPressTarget(shop);
      case TargetSpec.Hook hook -> new HookTarget(hook);
    };
  }

  /// A failure of a target: the texts `target.…` name it and its place.
  static PasajeException failure(
      PasajeException.Kind kind, String code, Target target, Map<String, String> more) {
    Map<String, String> arguments = new java.util.HashMap<>(more);
    arguments.put("target", target.name());
    arguments.put("place", target.place());
    return new PasajeException(kind, "target." + code, arguments);
  }
}
