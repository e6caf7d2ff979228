// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrdersAccountsTest {
  private static CredentialSet token(String token) {
    return new CredentialSet(
        Optional.empty(), Optional.of(Secret.of(token)), Optional.empty(), Optional.empty());
  }

  @Test
  void the_accounts_of_an_integration_are_the_owners_of_its_tokens() {
    Integration integration =
        new Integration(
            "tienda",
            Site.MLA,
            Product.of("checkout-pro").orElseThrow(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            token("TEST-7312-112211-0123456789abcdef0123456789abcdef__LA_LD__-77"),
            token(" APP_USR-7312-112211-0123456789abcdef0123456789abcdef-78\n"),
            List.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty());

    assertThat(Orders.accounts(List.of(integration)).apply("tienda"))
        .containsExactlyInAnyOrder("77", "78");
    assertThat(Orders.accounts(List.of(integration)).apply("other")).isEmpty();
  }
}
