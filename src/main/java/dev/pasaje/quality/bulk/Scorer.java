// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality.bulk;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.integration.Answer;
import dev.pasaje.quality.QualityEvidence;
import dev.pasaje.quality.QualityScoring;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// Scores documents one by one: a bare payment or order, or an envelope of evidence.
public final class Scorer {
  private static final int DAY = 10;

  /// Nobody names a payment method at such length.
  private static final int MOST_NAME = 40;

  private final QualityScoring scoring;
  private final Optional<String> account;
  private final Map<String, Answer> declared;
  private final UnaryOperator<QualityEvidence> more;

  /// @param account the user id of the account whose integration is judged; a search also lists
  ///   payments in which it is the payer (domain/reports.md 15.13), and those are somebody else's
  ///   sales. Empty when it is not known: then nothing is left out
  /// @param declared what the merchant declared for all purchases
  /// @param more adds what is known from elsewhere, such as captured requests
  public Scorer(
      QualityScoring scoring,
      Optional<String> account,
      Map<String, Answer> declared,
      UnaryOperator<QualityEvidence> more) {
    this.scoring = scoring;
    this.account = account;
    this.declared = Map.copyOf(declared);
    this.more = more;
  }

  /// How one document ended.
  public sealed interface Result {
    record Done(PaymentScore score) implements Result {}

    /// The account is the payer, not the seller.
    record Foreign(String id) implements Result {}

    /// It is no payment, order or envelope.
    record NotEvidence(PasajeException why) implements Result {}
  }

  public QualityScoring scoring() {
    return scoring;
  }

  /// @param name what to call the document in a complaint
  public Result score(String name, JsonNode document) {
    QualityEvidence evidence;
    try {
      evidence = QualityEvidence.of(name, document);
    } catch (PasajeException bad) {
      return new Result.NotEvidence(bad);
    }
    JsonNode payment = document.path("payment");
    JsonNode order = document.path("order");
    JsonNode subject =
        payment.isObject() && payment.has("id")
            ? payment
            : document.has("id") || !order.isObject() ? document : order;
    if (account.isPresent()) {
      String collector = subject.path("collector_id").asString("");
      if (!collector.isEmpty() && !collector.equals(account.get())) {
        return new Result.Foreign(evidence.subject().id());
      }
    }
    if (!declared.isEmpty()) {
      evidence = evidence.withDeclared(declared);
    }
    QualityScoring.Scored scored = scoring.score(more.apply(evidence));
    return new Result.Done(
        new PaymentScore(
            scored.subject().type(),
            scored.subject().id(),
            day(subject),
            method(subject),
            variant(subject),
            scored.score().value(),
            scored.score().ceiling(),
            scored.verdict(),
            scored.outcomes()));
  }

  private static String day(JsonNode subject) {
    JsonNode created = subject.path("date_created");
    String text = (created.isString() ? created : subject.path("created_date")).asString("");
    if (text.length() < DAY || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return "";
    }
    for (int i = 0; i < DAY; i++) {
      char digit = text.charAt(i);
      if (i != 4 && i != 7 && (digit < '0' || digit > '9')) {
        return "";
      }
    }
    return text.substring(0, DAY);
  }

  private static String method(JsonNode subject) {
    JsonNode id = subject.path("payment_method_id");
    return name(
        id.isString()
            ? id
            : subject
                .path("transactions")
                .path("payments")
                .path(0)
                .path("payment_method")
                .path("id"));
  }

  private static String variant(JsonNode subject) {
    String type = name(subject.path("point_of_interaction").path("type"));
    String binary = subject.path("binary_mode").asBoolean(false) ? "binary" : "";
    return type.isEmpty() || binary.isEmpty() ? type + binary : type + " " + binary;
  }

  private static String name(JsonNode node) {
    String text = node.isString() ? node.stringValue() : "";
    return text.length() <= MOST_NAME ? text : text.substring(0, MOST_NAME);
  }
}
