// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One credential that lies where it must not, with every place it was found at.
///
/// @param fingerprint the first sixteen hex digits of the SHA-256 of the value
/// @param application the last four digits of the application's number, where the value tells it
/// @param account the last four digits of the account's number, where the value tells it
/// @param known what the settings know of it
/// @param places in files first, then in history from the oldest commit on; never empty
public record Leak(
    LeakKind kind,
    String fingerprint,
    Optional<String> application,
    Optional<String> account,
    Known known,
    List<Place> places) {

  public Leak {
    places = List.copyOf(places);
  }

  /// What the settings know of a value.
  public sealed interface Known {
    /// Nobody's that the settings name.
    record Stranger() implements Known {}

    /// The very value an integration uses now.
    ///
    /// @param setting the key under the integration, such as `credentials.production.access-token`
    record InUse(String integration, String setting) implements Known {}

    /// Another value of the same application, such as one renewed since.
    record SameApplication(String integration) implements Known {}
  }

  /// Where a value was found. Lines and columns count from 1, columns in bytes.
  public sealed interface Place {
    /// With `/`, relative to what was scanned.
    String path();

    long line();

    long column();

    /// In a file as it lies there now.
    record InFile(String path, long line, long column) implements Place {}

    /// In what is staged for the next commit.
    record Staged(String path, long line, long column) implements Place {}

    /// In history.
    ///
    /// @param commit the first that had this content, full id; empty for content a tag points at
    /// @param authored when its author says it was written
    record InHistory(String commit, Instant authored, String path, long line, long column)
        implements Place {
      /// The path of a find in the message of a commit or tag.
      public static final String MESSAGE = "(message)";
    }
  }

  public Place first() {
    return places.getFirst();
  }

  /// The oldest commit it was found in.
  public Optional<Place.InHistory> since() {
    return places.stream()
        .filter(Place.InHistory.class::isInstance)
        .map(Place.InHistory.class::cast)
        .findFirst();
  }
}
