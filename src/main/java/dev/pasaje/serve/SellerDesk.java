// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.serve;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.oauth.Application;
import dev.pasaje.oauth.Authorisations;
import dev.pasaje.web.OAuthRoutes;
import java.util.List;
import java.util.Optional;

/// Makes tokens of what a seller's browser brings to the web server.
final class SellerDesk implements OAuthRoutes.Desk {
  private final Authorisations authorisations;
  private final List<Application> applications;
  private final SellerKeeper keeper;

  SellerDesk(Authorisations authorisations, List<Application> applications, SellerKeeper keeper) {
    this.authorisations = authorisations;
    this.applications = List.copyOf(applications);
    this.keeper = keeper;
  }

  @Override
  public OAuthRoutes.Outcome answered(String integration, String query) {
    Optional<Application> application =
        applications.stream().filter(one -> one.integration().equals(integration)).findFirst();
    if (application.isEmpty()) {
      return OAuthRoutes.Outcome.AGAIN;
    }
    try {
      keeper.linked(authorisations.finish(application.get(), query));
      return OAuthRoutes.Outcome.LINKED;
    } catch (PasajeException told) {
      keeper.notLinked(integration, told.code());
      return told.code().equals("oauth.refused")
          ? OAuthRoutes.Outcome.DECLINED
          : OAuthRoutes.Outcome.AGAIN;
    }
  }
}
