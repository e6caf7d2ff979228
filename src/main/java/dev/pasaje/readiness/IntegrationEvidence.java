// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.approval.ApprovalFacts;
import dev.pasaje.credentials.CredentialFacts;
import dev.pasaje.integration.Answer;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.notifications.probe.ReceiverFacts;
import dev.pasaje.page.PageFacts;
import dev.pasaje.pix.PixFacts;
import dev.pasaje.reports.client.ReportSetup;
import dev.pasaje.tls.TlsFacts;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Everything that was seen of one integration. No secret is in it.
///
/// A part is empty when it was not looked at; a page or a receiver also when the settings name
/// none.
///
/// @param declared what the merchant answered, by rule id
public record IntegrationEvidence(
    String id,
    Site site,
    Product product,
    Map<String, Answer> declared,
    Optional<CredentialFacts> credentials,
    Optional<TlsFacts> tls,
    Optional<PageFacts> page,
    Optional<ReceiverFacts> receiver,
    Optional<PixFacts> pix,
    Optional<QualityLook> quality,
    Optional<ApprovalFacts> approval,
    Optional<ReportSetup.Facts> reports) {
  public IntegrationEvidence {
    declared = new TreeMap<>(declared);
  }

  /// Nothing seen yet.
  static IntegrationEvidence of(Integration integration) {
    return new IntegrationEvidence(
        integration.id(),
        integration.site(),
        integration.product(),
        integration.declared(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
