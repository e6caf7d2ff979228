// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.check.Requirement;
import dev.pasaje.quality.QualityOptions;
import java.time.Instant;
import java.util.List;

/// Everything that was seen in one run, and how it is judged: the same evidence gives the same
/// report, to the byte, wherever and whenever it is judged again.
///
/// @param at when it was measured
/// @param measured what was looked at, in the order of [Requirement]
/// @param tlsProfile name of the profile TLS is judged by
public record ReadinessEvidence(
    Instant at,
    List<Requirement> measured,
    String tlsProfile,
    QualityOptions quality,
    List<IntegrationEvidence> integrations) {
  public ReadinessEvidence {
    measured = List.copyOf(measured);
    integrations = List.copyOf(integrations);
  }
}
