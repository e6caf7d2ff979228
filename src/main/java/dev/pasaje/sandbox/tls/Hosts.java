// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.tls;

import dev.pasaje.sandbox.world.Site;
import java.util.ArrayList;
import java.util.List;

/// The names the emulator answers to in the place of the real ones.
public final class Hosts {
  private Hosts() {}

  /// The API, the script's host, `auth.` and `www.` of every country, and this machine.
  public static List<String> all() {
    List<String> hosts = new ArrayList<>();
    hosts.add("api.mercadopago.com");
    hosts.add("auth.mercadopago.com");
    hosts.add("www.mercadopago.com");
    hosts.add("sdk.mercadopago.com");
    for (Site site : Site.values()) {
      hosts.add("auth." + site.domain());
      hosts.add("www." + site.domain());
    }
    hosts.addAll(List.of("localhost", "127.0.0.1", "::1"));
    return List.copyOf(hosts);
  }
}
