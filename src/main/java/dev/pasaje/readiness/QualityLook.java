// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.credentials.Credentials;
import dev.pasaje.integration.Integration;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Page;
import dev.pasaje.mercadopago.Payment;
import dev.pasaje.quality.QualityChecks;
import dev.pasaje.quality.QualityEvidence;
import dev.pasaje.quality.QualityProbe;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What looking for a payment to judge came to: the one named in the settings, or else the latest
/// approved one. Plain data, to be saved and judged again.
///
/// @param request what was asked last, for evidence; empty when nothing was
/// @param answer why there is nothing to judge; empty when there is
/// @param records the records found, as [QualityEvidence#of] reads them
public record QualityLook(
    Ending ending, String request, String answer, Optional<JsonNode> records) {

  /// How the look ended.
  public enum Ending {
    FOUND,
    /// Nothing was looked for: Pasaje does not have this product's checklist.
    OTHER_PRODUCT,
    NO_TOKEN,
    NO_PAYMENT,
    REFUSED,
    NO_ANSWER
  }

  static QualityLook look(Integration integration, MercadoPago.Access access) {
    if (!QualityChecks.measurable(integration.product())) {
      return nothing(Ending.OTHER_PRODUCT, "", "");
    }
    Optional<MercadoPago> api = Credentials.production(integration, access);
    if (api.isEmpty()) {
      return nothing(Ending.NO_TOKEN, "", "");
    }
    return integration
        .payment()
        .map(id -> gather(api.get(), id))
        .orElseGet(() -> latest(api.get()));
  }

  /// The same with what was kept here before, when there is something to judge.
  QualityLook with(StoredEvidence stored, String integration) {
    return records.isEmpty()
        ? this
        : new QualityLook(
            ending,
            request,
            answer,
            Optional.of(
                stored
                    .of(integration)
                    .around(QualityEvidence.of(request, records.get()))
                    .records()));
  }

  private static QualityLook latest(MercadoPago api) {
    String search = "GET /v1/payments/search status=approved";
    Call<Page<Payment>> latest =
        api.payments(
            Map.of(
                "sort", "date_created",
                "criteria", "desc",
                "status", "approved",
                "limit", "1"));
    return switch (latest) {
      case Call.Ok<Page<Payment>>(Page<Payment> page, _) when page.results().isEmpty() ->
          nothing(Ending.NO_PAYMENT, search, "0 payments");
      case Call.Ok<Page<Payment>>(Page<Payment> page, _) ->
          gather(api, page.results().getFirst().id());
      case Call.Refused<Page<Payment>>(ApiError error) -> refused(search, error);
      case Call.Unreachable<Page<Payment>> unreachable -> silent(search, unreachable);
    };
  }

  private static QualityLook gather(MercadoPago api, String id) {
    String request = "payment " + id;
    return switch (new QualityProbe(api).gather(id)) {
      case Call.Ok<QualityEvidence>(QualityEvidence found, _) ->
          new QualityLook(Ending.FOUND, request, "", Optional.of(found.records()));
      case Call.Refused<QualityEvidence>(ApiError error) -> refused(request, error);
      case Call.Unreachable<QualityEvidence> unreachable -> silent(request, unreachable);
    };
  }

  private static QualityLook refused(String request, ApiError error) {
    return nothing(
        Ending.REFUSED, request, error.status() + " " + error.code() + ": " + error.message());
  }

  private static QualityLook silent(String request, Call.Unreachable<?> unreachable) {
    return nothing(
        Ending.NO_ANSWER, request, unreachable.reason().id() + ": " + unreachable.detail());
  }

  private static QualityLook nothing(Ending ending, String request, String answer) {
    return new QualityLook(ending, request, answer, Optional.empty());
  }
}
