// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import dev.pasaje.check.Finding;
import dev.pasaje.credentials.Credentials;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Site;
import dev.pasaje.mercadopago.MercadoPago;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Looks at an integration's Pix and judges it.
public final class Pix {
  private Pix() {}

  /// The payer of a code that is created to be cancelled. The address is reserved (RFC 2606), so it
  /// is nobody's.
  public static final String PAYER_EMAIL = "pasaje-pix-verify@example.com";

  /// The same for a test user's account, which deals with test users only (domain/credentials.md
  /// 10, 3).
  public static final String TEST_PAYER_EMAIL = "test_user_1@testuser.com";

  /// One thing that happens while a code is created and cancelled, told at once.
  ///
  /// @param what the amount, the id or the answer it is about
  public record Step(Stage stage, String what) {}

  /// The stages; texts `step.<id>` in the bundle `pix`.
  public enum Stage {
    CREATING,
    NOT_CREATED,
    KEY_MISSING,
    CREATED,
    CODE_VALID,
    CODE_MALFORMED,
    CANCELLED,
    LEFT_OPEN,
    LEFT_UNCERTAIN;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Looks with read-only calls.
  public static PixFacts look(Integration integration, MercadoPago.Access access) {
    return look(integration, access, Issue.NOT_ASKED, Optional.empty(), step -> {});
  }

  /// Looks, and creates and cancels a code when that is asked for.
  ///
  /// @param payerEmail of the code's payer; else [#PAYER_EMAIL], or [#TEST_PAYER_EMAIL] for the
  ///   account of a test user
  /// @param steps is told each step of creating and cancelling
  public static PixFacts look(
      Integration integration,
      MercadoPago.Access access,
      Issue issue,
      Optional<String> payerEmail,
      Consumer<Step> steps) {
    Optional<MercadoPago> api =
        integration.site() == Site.MLB
            ? Credentials.production(integration, access)
            : Optional.empty();
    PixProbe probe = new PixProbe(integration, access.clock().instant());
    if (api.isEmpty()) {
      return probe.nothing();
    }
    PixFacts facts = probe.look(api.get());
    return switch (issue) {
      case NOT_ASKED -> facts;
      case ASKED ->
          probe.with(
              facts, new Issuing(api.get(), access.sleeper(), steps).issue(facts, payerEmail));
    };
  }

  /// A finding for every check, in the order of their ids.
  public static List<Finding> judge(PixFacts facts) {
    return PixChecks.CHECKS.stream()
        .map(check -> {
          var outcome = check.evaluate(facts);
          return new Finding(PixChecks.weighed(check.info(), outcome), 0, outcome);
        })
        .toList();
  }
}
