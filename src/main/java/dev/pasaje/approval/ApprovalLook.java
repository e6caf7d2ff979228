// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import dev.pasaje.capture.CapturedRequests;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Page;
import dev.pasaje.mercadopago.Payment;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Looks at the latest payments of an account with at most [#MOST_PAGES] read calls: enough for a
/// verdict, whatever the account sells. The whole of them is for `approval analyze`.
public final class ApprovalLook {
  private static final Duration WINDOW = Duration.ofDays(30);
  private static final int LIMIT = 50;
  private static final int MOST_PAGES = 2;
  private static final String SEARCH = "GET /v1/payments/search sort=date_created criteria=desc";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private ApprovalLook() {}

  /// @param api empty when there is no token to ask with
  /// @param accounts the selling accounts, as far as they are known
  /// @param zone of the site
  /// @param now the end of the time looked at
  public static ApprovalFacts look(
      Optional<MercadoPago> api, Set<String> accounts, ZoneId zone, Instant now) {
    if (api.isEmpty()) {
      return nothing(ApprovalFacts.Ending.NO_TOKEN, "", now);
    }
    // The API may have a clock that is ahead of this one: the end is open, the newest come first.
    Attempts attempts = new Attempts(accounts, Optional.of(now.minus(WINDOW)), Optional.empty());
    long matching = 0;
    for (int i = 0; i < MOST_PAGES; i++) {
      Call<Page<Payment>> call = page(api.get(), now, i * LIMIT);
      switch (call) {
        case Call.Ok<Page<Payment>>(Page<Payment> page, _) -> {
          page.results().forEach(payment -> attempts.add(payment.raw()));
          matching = page.total();
          if (page.results().size() < LIMIT) {
            return facts(attempts, zone, now, matching);
          }
        }
        case Call.Refused<Page<Payment>>(ApiError error) -> {
          return nothing(
              ApprovalFacts.Ending.REFUSED,
              error.status() + " " + error.code() + ": " + error.message(),
              now);
        }
        case Call.Unreachable<Page<Payment>> none -> {
          return nothing(
              ApprovalFacts.Ending.NO_ANSWER, none.reason().id() + ": " + none.detail(), now);
        }
      }
    }
    return facts(attempts, zone, now, matching);
  }

  private static Call<Page<Payment>> page(MercadoPago api, Instant now, int offset) {
    return api.payments(
        Map.of(
            "sort", "date_created",
            "criteria", "desc",
            "range", "date_created",
            "begin_date", DATE.format(now.minus(WINDOW)),
            "end_date", DATE.format(now.plus(Duration.ofDays(1))),
            "limit", Integer.toString(LIMIT),
            "offset", Integer.toString(offset)));
  }

  private static ApprovalFacts facts(Attempts attempts, ZoneId zone, Instant now, long matching) {
    Analysis analysis = Analysis.of("", attempts, new CapturedRequests(), zone);
    List<ApprovalFacts.Sign> signs = analysis.insights().stream().map(ApprovalLook::sign).toList();
    return new ApprovalFacts(
        ApprovalFacts.Ending.LOOKED,
        SEARCH,
        "",
        now.minus(WINDOW),
        now,
        matching,
        analysis.counts().attempts(),
        analysis.counts().approved(),
        analysis.counts().rejected(),
        signs);
  }

  /// Only figures go on: the source of a burst may be a buyer's address.
  private static ApprovalFacts.Sign sign(Analysis.Insight insight) {
    String detail =
        insight.facts().entrySet().stream()
            .filter(fact -> !fact.getKey().equals("source") && !fact.getKey().equals("value"))
            .sorted(Map.Entry.comparingByKey())
            .map(fact -> fact.getKey() + "=" + fact.getValue())
            .collect(Collectors.joining(" "));
    return new ApprovalFacts.Sign(
        insight.kind(),
        insight.kind() == Analysis.Kind.MISSING ? insight.subject() : "",
        insight.count(),
        insight.span().from(),
        insight.span().to(),
        detail);
  }

  private static ApprovalFacts nothing(ApprovalFacts.Ending ending, String answer, Instant now) {
    return new ApprovalFacts(ending, SEARCH, answer, now.minus(WINDOW), now, 0, 0, 0, 0, List.of());
  }
}
