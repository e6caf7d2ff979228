// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Severity;
import dev.pasaje.credentials.Credentials;
import dev.pasaje.credentials.activation.Proof;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.notifications.Inbox;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Looks whether a switch to production took: the page, the account, the notifications, and when
/// asked a real payment that is given back at once.
public final class SwitchProof {
  /// What only the switch itself can mend: not asked before it, asked after it.
  public static final Set<String> MENDED_BY_THE_SWITCH =
      Set.of("test-key-in-production-page", "public-key-of-another-application");

  private static final int MOST_ARRIVALS = 200;

  private final Readiness readiness;
  private final Optional<Inbox> inbox;

  public SwitchProof(Readiness readiness) {
    this(readiness, Optional.empty());
  }

  /// @param inbox of the store that `pasaje serve` writes to, when the receiver is Pasaje's own
  public SwitchProof(Readiness readiness, Optional<Inbox> inbox) {
    this.readiness = readiness;
    this.inbox = inbox;
  }

  /// Whether an integration is told by `pasaje serve`, at `/n/INTEGRATION` or `/n`, whatever proxy
  /// is before it.
  public static boolean ownReceiver(Integration integration) {
    return integration
        .notifications()
        .map(URI::getPath)
        .filter(path ->
            path.endsWith("/n") || path.endsWith("/n/") || path.endsWith("/n/" + integration.id()))
        .isPresent();
  }

  /// A real payment of little money, with a card token made by the shop's own page.
  ///
  /// @param amount in the currency of the country
  public record Sale(BigDecimal amount, String cardToken, String method, String payerEmail) {}

  /// Mandatory blockers that keep an integration from being switched, worst first.
  public static List<Finding> blockers(ReadinessReport report) {
    return report.findings().stream()
        .filter(finding -> finding.info().severity() == Severity.BLOCKER)
        .filter(finding -> !MENDED_BY_THE_SWITCH.contains(finding.info().id()))
        .filter(finding -> (finding.failed() || finding.unknown()) && !finding.waived())
        .sorted(Finding.WORST_FIRST)
        .toList();
  }

  /// What the world says after the switch.
  public List<Proof> look(Integration integration, Optional<Sale> sale) {
    long before = arrivals(integration).mapToLong(Inbox.Entry::id).findFirst().orElse(0);
    ReadinessReport report =
        Judgement.of(
            readiness.look(
                List.of(integration),
                Set.of(Requirement.CREDENTIALS, Requirement.TLS, Requirement.NOTIFICATIONS)),
            Waivers.NONE);
    List<Proof> proofs = new ArrayList<>();
    proofs.add(
        proof("page", report, finding -> MENDED_BY_THE_SWITCH.contains(finding.info().id())));
    proofs.add(
        proof(
            "account",
            report,
            finding ->
                finding.info().requirement() == Requirement.CREDENTIALS
                    && finding.info().severity().mandatory()));
    proofs.add(
        integration.notifications().isEmpty()
            ? new Proof("notifications", "not-applicable", "")
            : seen(
                integration,
                before,
                proof(
                    "notifications",
                    report,
                    finding ->
                        finding.info().requirement() == Requirement.NOTIFICATIONS
                            && finding.info().severity().mandatory())));
    sale.ifPresent(wanted -> proofs.addAll(sell(integration, wanted)));
    return proofs;
  }

  /// An answer is not yet a notification kept: what Pasaje's own receiver answered must be in its
  /// inbox, believed when there is a secret to believe it by.
  private Proof seen(Integration integration, long before, Proof answered) {
    if (!answered.outcome().equals("passed") || !ownReceiver(integration) || inbox.isEmpty()) {
      return answered;
    }
    boolean kept =
        arrivals(integration)
            .filter(one -> one.id() > before)
            .anyMatch(one ->
                integration.webhookSecrets().isEmpty() || one.signature().equals("verified"));
    return new Proof(
        "notifications",
        kept ? "passed" : "failed",
        answered.detail() + ", " + (kept ? "kept-in-inbox" : "not-in-inbox"));
  }

  private Stream<Inbox.Entry> arrivals(Integration integration) {
    return inbox.stream()
        .flatMap(
            one -> one.latest(new Inbox.Filter(integration.id(), "", ""), MOST_ARRIVALS).stream());
  }

  /// The worst outcome of some findings, and which they were.
  private static Proof proof(String what, ReadinessReport report, Predicate<Finding> concerned) {
    List<Finding> found = report.findings().stream().filter(concerned).toList();
    List<Finding> failed = found.stream().filter(Finding::failed).toList();
    List<Finding> unknown = found.stream().filter(Finding::unknown).toList();
    List<Finding> passed = found.stream().filter(Finding::passed).toList();
    if (!failed.isEmpty()) {
      return new Proof(what, "failed", ids(failed));
    }
    if (!unknown.isEmpty()) {
      return new Proof(what, "unknown", ids(unknown));
    }
    return passed.isEmpty()
        ? new Proof(what, "not-applicable", "")
        : new Proof(what, "passed", ids(passed));
  }

  private static String ids(List<Finding> findings) {
    return findings.stream().map(one -> one.info().id()).collect(Collectors.joining(", "));
  }

  private List<Proof> sell(Integration integration, Sale sale) {
    Optional<MercadoPago> api = Credentials.production(integration, readiness.access());
    if (api.isEmpty()) {
      return List.of(new Proof("payment", "unknown", "no token"));
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("transaction_amount", sale.amount());
    body.put("token", sale.cardToken());
    body.put("payment_method_id", sale.method());
    body.put("installments", 1);
    body.put("description", "Pasaje");
    body.put("external_reference", "pasaje-activation-" + integration.id());
    integration.notifications().ifPresent(url -> body.put("notification_url", url.toString()));
    body.putObject("payer").put("email", sale.payerEmail());
    return switch (api.get().post("/v1/payments", body)) {
      case Call.Refused<JsonNode>(var error) ->
          List.of(new Proof("payment", "failed", "HTTP " + error.status() + " " + error.code()));
      case Call.Unreachable<JsonNode> nothing ->
          List.of(new Proof("payment", "unknown", nothing.reason().id()));
      case Call.Ok<JsonNode>(JsonNode payment, _) -> sold(api.get(), payment);
    };
  }

  private static List<Proof> sold(MercadoPago api, JsonNode payment) {
    String id = payment.path("id").asString("");
    String status = payment.path("status").asString("");
    Proof made =
        new Proof(
            "payment",
            status.equals("approved") ? "passed" : "failed",
            id + " " + status + " " + payment.path("status_detail").asString(""));
    if (status.equals("rejected") || status.equals("cancelled")) {
      return List.of(made);
    }
    Call<JsonNode> back =
        status.equals("approved")
            ? api.post("/v1/payments/" + id + "/refunds", JsonNodeFactory.instance.objectNode())
            : api.put(
                "/v1/payments/" + id,
                JsonNodeFactory.instance.objectNode().put("status", "cancelled"));
    Proof refunded =
        switch (back) {
          case Call.Ok<JsonNode> _ -> new Proof("refund", "passed", id);
          case Call.Refused<JsonNode>(var error) ->
              new Proof("refund", "failed", id + " HTTP " + error.status() + " " + error.code());
          case Call.Unreachable<JsonNode> nothing ->
              new Proof("refund", "unknown", id + " " + nothing.reason().id());
        };
    return List.of(made, refunded);
  }
}
