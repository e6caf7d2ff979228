// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Severity;
import dev.pasaje.mercadopago.ApiError;
import dev.pasaje.mercadopago.Call;
import dev.pasaje.mercadopago.MercadoPago;
import dev.pasaje.reports.ReportFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Whether the reports of an account are configured: one read call for each family. That a report
/// can be made is shown by making one, which a check does not do.
public final class ReportSetup {
  private static final CheckInfo RELEASE = info("release-report-not-configured", "releases");
  private static final CheckInfo SETTLEMENT =
      info("settlement-report-not-configured", "account balance");

  /// What the checks are, for the catalogue and the documentation.
  public static final List<CheckInfo> ALL = List.of(RELEASE, SETTLEMENT);

  private ReportSetup() {}

  /// What one route answered.
  ///
  /// @param request the call
  /// @param answer what came instead of a configuration; empty when one came
  /// @param columns how many it has
  /// @param scheduled whether Mercado Pago makes it by itself, as far as it says
  public record Seen(
      ReportFamily family,
      Ending ending,
      String request,
      String answer,
      int columns,
      boolean scheduled) {}

  /// How a look ended.
  public enum Ending {
    CONFIGURED,
    NEVER,
    NO_TOKEN,
    REFUSED,
    NO_ANSWER
  }

  /// What both routes answered. No configuration is kept: it may hold the password of a server.
  public record Facts(List<Seen> seen) {
    public Facts {
      seen = List.copyOf(seen);
    }
  }

  private static CheckInfo info(String id, String page) {
    return new CheckInfo(
        id,
        Requirement.REPORTS,
        null,
        Severity.RECOMMENDED,
        null,
        "mercadopago.com/developers, reports: " + page + ", configuration");
  }

  /// @param api empty when there is no token to ask with
  public static Facts look(Optional<MercadoPago> api) {
    List<Seen> seen = new ArrayList<>();
    for (ReportFamily family : ReportFamily.values()) {
      seen.add(
          api.map(given -> look(new ReportApi(given, family)))
              .orElseGet(() -> new Seen(family, Ending.NO_TOKEN, "", "", 0, false)));
    }
    return new Facts(seen);
  }

  private static Seen look(ReportApi api) {
    return switch (api.asked()) {
      case Call.Ok<JsonNode>(JsonNode found, _) when found.isObject() ->
          seen(
              api,
              Ending.CONFIGURED,
              "",
              found.path("columns").size(),
              found.path("scheduled").asBoolean(false));
      case Call.Ok<JsonNode>(JsonNode odd, _) ->
          seen(api, Ending.NO_ANSWER, "no configuration but " + odd.getNodeType(), 0, false);
      case Call.Refused<JsonNode>(ApiError error) ->
          seen(
              api,
              error.status() == 404 ? Ending.NEVER : Ending.REFUSED,
              error.status() + " " + error.code() + ": " + error.message(),
              0,
              false);
      case Call.Unreachable<JsonNode> none ->
          seen(api, Ending.NO_ANSWER, none.reason().id() + ": " + none.detail(), 0, false);
    };
  }

  private static Seen seen(
      ReportApi api, Ending ending, String answer, int columns, boolean scheduled) {
    return new Seen(
        api.family(),
        ending,
        "GET /v1/account/" + api.family().route() + "/config",
        answer,
        columns,
        scheduled);
  }

  /// A finding for each family.
  public static List<Finding> judge(Facts facts) {
    return facts.seen().stream()
        .map(one -> new Finding(check(one.family()), 0, outcome(one)))
        .toList();
  }

  private static CheckInfo check(ReportFamily family) {
    return switch (family) {
      case RELEASE -> RELEASE;
      case SETTLEMENT -> SETTLEMENT;
    };
  }

  private static Outcome outcome(Seen one) {
    Evidence asked = Evidence.call(one.request(), one.answer());
    return switch (one.ending()) {
      case CONFIGURED ->
          Outcome.passed(
              Evidence.call(
                  one.request(),
                  one.columns() + " columns" + (one.scheduled() ? ", scheduled" : "")));
      case NEVER -> Outcome.failed(asked.expecting("a configuration"));
      case NO_TOKEN -> Outcome.unknown(Outcome.Ignorance.NOT_CONFIGURED);
      case REFUSED -> Outcome.unknown(Outcome.Ignorance.REFUSED, asked);
      case NO_ANSWER -> Outcome.unknown(Outcome.Ignorance.NO_ANSWER, asked);
    };
  }
}
