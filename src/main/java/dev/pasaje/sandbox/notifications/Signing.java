// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.notifications;

import java.util.Locale;

/// How an application's deliveries are signed; the documentation, the SDKs and the logs disagree on
/// both points, so both are settings.
public record Signing(TimestampUnit unit, IdCase idCase) {
  /// As every live log shows it: seconds, the id as received.
  public static final Signing LIVE = new Signing(TimestampUnit.SECONDS, IdCase.AS_RECEIVED);

  /// The unit of `ts`.
  public enum TimestampUnit {
    SECONDS,
    MILLISECONDS
  }

  /// The form of `data.id` in the signed text; the query keeps the id as it is.
  public enum IdCase {
    AS_RECEIVED {
      @Override
      String apply(String id) {
        return id;
      }
    },
    LOWER {
      @Override
      String apply(String id) {
        return id.toLowerCase(Locale.ROOT);
      }
    };

    abstract String apply(String id);
  }
}
