// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://tiendañandú.example/pagar, https://xn--tiendaand-q6a6h.example/pagar",
    "HTTPS://Tienda.Example, https://tienda.example",
    "https://tienda.example:8443/a?b=ñ, https://tienda.example:8443/a?b=%C3%B1",
    "https://[::1]:8443/x, https://[::1]:8443/x",
    "http://192.0.2.1/a b, http://192.0.2.1/a%20b",
    "https://tienda.example?x=1, https://tienda.example?x=1",
  })
  void people_type_addresses_in_many_ways(String typed, String meant) {
    URI address = WebAddress.of(typed).orElseThrow();

    assertThat(address.getHost()).isEqualTo(URI.create(meant).getHost());
    assertThat(address).hasToString(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "tienda.example",
        "ftp://tienda.example",
        "https://",
        "https:///x",
        "https://a b/",
        "https://user:pass@tienda.example/",
        "https://tienda.example:99999/",
        "https://tienda.example:0/",
        "https://-.example\\evil",
        "javascript:alert(1)",
        "https://\u0000.example/",
      })
  void what_is_no_web_address_is_refused(String typed) {
    assertThat(WebAddress.of(typed)).isEmpty();
  }
}
