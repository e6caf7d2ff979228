// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.mercadopago.Pacing;
import dev.pasaje.mercadopago.Page;
import dev.pasaje.mercadopago.Payment;
import dev.pasaje.mercadopago.User;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Creates a real Pix code of the smallest amount, reads it, and cancels it at once. Every write
/// carries an `X-Idempotency-Key`.
final class Issuing {
  /// The least of the official fixtures (domain/credentials.md 8.3), when the list names none.
  private static final BigDecimal LEAST = new BigDecimal("0.01");

  /// A list that asks for more than this is not followed: the code is a test.
  private static final BigDecimal MOST = new BigDecimal("10.00");

  /// Right after its creation an order may refuse to be cancelled for some seconds (domain/api.md
  /// 7.4).
  private static final int CANCEL_ATTEMPTS = 6;

  private static final Duration CANCEL_WAIT = Duration.ofSeconds(2);

  private static final Set<String> NOT_YET =
      Set.of(
          "processor_communication_error", "post_processing_operation_pending", "resource_locked");
  private static final Set<String> FINAL =
      Set.of("cancelled", "canceled", "rejected", "refunded", "failed", "expired");

  private final MercadoPago api;
  private final Pacing.Sleeper sleeper;
  private final Consumer<Pix.Step> steps;

  Issuing(MercadoPago api, Pacing.Sleeper sleeper, Consumer<Pix.Step> steps) {
    this.api = api;
    this.sleeper = sleeper;
    this.steps = steps;
  }

  PixFacts.Issued issue(PixFacts facts, Optional<String> payerEmail) {
    IssueRoute route = IssueRoute.of(facts.product());
    String amount =
        facts
            .method()
            .flatMap(PixFacts.Method::least)
            .filter(least -> least.compareTo(LEAST) > 0 && least.compareTo(MOST) <= 0)
            .orElse(LEAST)
            .setScale(2, java.math.RoundingMode.UP)
            .toPlainString();
    String reference = PixProbe.OURS + "-" + facts.at().toEpochMilli();
    tell(Pix.Stage.CREATING, "R$ " + amount + ", POST " + route.path());
    Call<JsonNode> created =
        api.post(route.path(), route.body(amount, reference, payerEmail.orElseGet(this::payer)));
    return switch (created) {
      case Call.Ok<JsonNode>(JsonNode made, _) -> made(route, amount, made, PixProbe.seen(created));
      case Call.Refused<JsonNode>(ApiError error) when error.status() < 500 -> {
        boolean keyMissing = NoKey.saidBy(error);
        PixFacts.Seen seen = PixProbe.seen(created);
        tell(keyMissing ? Pix.Stage.KEY_MISSING : Pix.Stage.NOT_CREATED, seen.answer());
        yield nothing(route, amount, seen, keyMissing, PixFacts.End.NOTHING);
      }
      // A fault or a silence does not say whether it happened.
      case Call.Refused<JsonNode> _, Call.Unreachable<JsonNode> _ ->
          lost(route, amount, reference, PixProbe.seen(created));
    };
  }

  private String payer() {
    return api.me()
            .found()
            .filter(user -> user.taggedTestUser() || user.hasTestUserEmail())
            .map(User::id)
            .isPresent()
        ? Pix.TEST_PAYER_EMAIL
        : Pix.PAYER_EMAIL;
  }

  /// Looks for what an unanswered creation may have left; only payments can be found by reference.
  private PixFacts.Issued lost(
      IssueRoute route, String amount, String reference, PixFacts.Seen seen) {
    Optional<JsonNode> found =
        route == IssueRoute.PAYMENTS
            ? api.payments(Map.of("external_reference", reference)).found().stream()
                .map(Page::results)
                .flatMap(java.util.List::stream)
                .map(Payment::raw)
                .filter(raw -> raw.path("external_reference").asString("").equals(reference))
                .findFirst()
            : Optional.empty();
    if (found.isPresent()) {
      return made(route, amount, found.get(), seen);
    }
    tell(Pix.Stage.LEFT_UNCERTAIN, reference + ", R$ " + amount + "; " + seen.answer());
    return nothing(route, amount, seen, false, PixFacts.End.UNCERTAIN);
  }

  private static PixFacts.Issued nothing(
      IssueRoute route, String amount, PixFacts.Seen seen, boolean keyMissing, PixFacts.End end) {
    return new PixFacts.Issued(
        route.path(), amount, seen, keyMissing, Optional.empty(), PixFacts.Seen.NOTHING, end);
  }

  private PixFacts.Issued made(
      IssueRoute route, String amount, JsonNode created, PixFacts.Seen seen) {
    PixFacts.Stored stored = route.stored(created);
    tell(Pix.Stage.CREATED, stored.id());
    switch (stored.code().state()) {
      case VALID ->
          tell(
              Pix.Stage.CODE_VALID,
              stored.code().kind().orElse("")
                  + stored.code().maskedKey().map(k -> ", " + k).orElse(""));
      case MALFORMED -> tell(Pix.Stage.CODE_MALFORMED, stored.code().trouble().orElse(""));
      case ABSENT -> tell(Pix.Stage.CODE_MALFORMED, "no qr_code, status " + stored.status());
    }
    Call<JsonNode> cancel = cancel(route, stored.id());
    // A cancellation that fails is believed only after a look: it may have happened all the same.
    String status =
        cancel
            .found()
            .or(() -> api.get(route.path() + "/" + encoded(stored.id()), Map.of()).found())
            .map(now -> now.path("status").asString(""))
            .orElse("");
    boolean closed = FINAL.contains(status);
    PixFacts.Seen cancelled = PixProbe.seen(cancel);
    tell(
        closed ? Pix.Stage.CANCELLED : Pix.Stage.LEFT_OPEN,
        closed
            ? stored.id() + ", " + status
            : stored.id()
                + ", R$ "
                + amount
                + ", "
                + (status.isEmpty() ? "status unknown" : status)
                + (cancelled.answer().isEmpty() ? "" : "; " + cancelled.answer()));
    return new PixFacts.Issued(
        route.path(),
        amount,
        seen,
        false,
        Optional.of(stored),
        cancelled,
        closed ? PixFacts.End.CLOSED : PixFacts.End.OPEN);
  }

  private Call<JsonNode> cancel(IssueRoute route, String id) {
    for (int attempt = 1; ; attempt++) {
      Call<JsonNode> call = route.cancel(api, encoded(id));
      boolean later =
          call instanceof Call.Refused<JsonNode>(ApiError error) && NOT_YET.contains(error.code());
      if (!later || attempt >= CANCEL_ATTEMPTS) {
        return call;
      }
      sleeper.sleep(CANCEL_WAIT);
    }
  }

  /// The id comes from outside and goes into a path.
  private static String encoded(String id) {
    return java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8);
  }

  private void tell(Pix.Stage stage, String what) {
    steps.accept(new Pix.Step(stage, what));
  }
}
