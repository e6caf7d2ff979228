// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.pix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.Finding;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.mercadopago.Pacing;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The wordings of the refusal without a key, over HTTP; domain/credentials.md 8.2.
class NoKeyTest {
  private static final Pacing.Sleeper NO_WAIT = wait -> {};

  private static PixFacts refusedWith(Product product, String body) {
    try (RoutedServer server = new RoutedServer()) {
      server
          .on("GET /v1/payment_methods", 200, "[{\"id\":\"pix\",\"status\":\"active\"}]")
          .on("GET /v1/payments/search", 200, "{\"results\":[],\"paging\":{\"total\":0}}")
          .on("POST /v1/payments", 400, body)
          .on("POST /v1/orders", 400, body);
      PixFacts facts =
          Pix.look(
              Looks.integration(Site.MLB, product, "APP_USR-t"),
              Looks.access(server.base(), NO_WAIT),
              Issue.ASKED,
              Optional.empty(),
              step -> {});
      // Nothing was made, so there is nothing to cancel.
      assertThat(server.asked()).filteredOn(asked -> !asked.startsWith("GET")).hasSize(1);
      return facts;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"message":"Collector user without key enabled for QR render","error":"bad_request","status":400,
         "cause":[{"code":13253,"description":"Collector user without key enabled for QR render","data":null}]}\
        """,
        """
        {"message":"Collector user without key enabled for QR rendernull","status":400,
         "cause":[{"code":13253,"description":"Error in Financial Identity Use Case"}]}\
        """,
        """
        {"message":"Financial Identity Use Case was not found","status":400,
         "cause":[{"code":13253,"description":"Collector user without key enabled for QR render"}]}\
        """,
        """
        {"cause":[{"code":"13253","description":"Collector user without key enabled for QR rendernull"}]}\
        """,
        """
        {"cause":{"code":13253}}\
        """,
        """
        {"message":"COLLECTOR USER WITHOUT KEY ENABLED FOR QR RENDER","status":400,"cause":[]}\
        """,
        """
        {"message":"bad","cause":[{"code":1,"description":"x"},{"code":13253,"description":"y"}]}\
        """,
        """
        {"errors":[{"code":"failed","message":"Collector user without key enabled for QR render"}]}\
        """,
        """
        {"code":"13253","message":""}\
        """,
      })
  void the_missing_key_is_recognised_in_every_wording(String body) {
    for (Product product : new Product[] {Product.CHECKOUT_API, Product.CHECKOUT_API_ORDERS}) {
      PixFacts facts = refusedWith(product, body);
      assertThat(facts.issued().orElseThrow().keyMissing()).as(body).isTrue();
      assertThat(facts.issued().orElseThrow().end()).isEqualTo(PixFacts.End.NOTHING);
      assertThat(Pix.judge(facts))
          .filteredOn(Finding::failed)
          .extracting(finding -> finding.info().id())
          .containsExactly("pix-key-missing");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":403,\"code\":\"PA_UNAUTHORIZED_RESULT_FROM_POLICIES\",\"message\":\"At least one policy returned UNAUTHORIZED.\"}",
        "{\"message\":\"Invalid users involved\",\"cause\":[{\"code\":2034,\"description\":\"13 253\"}]}",
        "{\"message\":\"paid 113253\",\"cause\":[{\"code\":132530,\"description\":\"x\"}]}",
        "<html>400</html>",
        "",
      })
  void another_refusal_is_not_taken_for_it(String body) {
    PixFacts facts = refusedWith(Product.CHECKOUT_API, body);

    assertThat(facts.issued().orElseThrow().keyMissing()).isFalse();
    assertThat(Pix.judge(facts)).noneMatch(Finding::failed);
    assertThat(Pix.judge(facts))
        .filteredOn(finding -> finding.info().id().equals("pix-key-missing"))
        .allMatch(Finding::unknown);
  }
}
