// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications;

import dev.pasaje.db.Database;
import dev.pasaje.integration.CredentialSet;
import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.secret.Secret;
import dev.pasaje.web.ReceiverRoutes;
import dev.pasaje.web.Tokens;
import dev.pasaje.web.Web;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The receiver alone in a process of its own, for load and for being killed: `ReceiverServer URL
/// DIRECTORY`, or `none` for the same server that keeps nothing. Says `port N`, ends when its input
/// does, and then says how much memory is used.
public final class ReceiverServer {
  public static final String SECRET =
      "c3VjaCBhIHNlY3JldCBvbmx5IGZvciBiZW5jaG1hcmtzIGFuZCBraWxscyE=";
  public static final String INTEGRATION = "tienda";

  private ReceiverServer() {}

  public static void main(String[] args) throws Exception {
    InstantSource clock = InstantSource.system();
    List<Integration> integrations = List.of(integration(INTEGRATION, SECRET));
    Optional<Database> database =
        args[0].equals("none")
            ? Optional.empty()
            : Optional.of(Database.open(args[0], Path.of(args[1])));
    Receiver receiver =
        database
            .map(store -> new Receiver(store, integrations, 100, clock, _ -> {}))
            .orElseGet(() ->
                new Receiver(
                    NOTHING_IS_KEPT, new Routes(integrations, 100, clock.instant()), _ -> {}));
    Web web =
        Web.start(
            "127.0.0.1",
            0,
            new Web.Pages(
                new ReceiverRoutes(receiver, clock),
                receiver::healthy,
                () -> "",
                Optional.empty(),
                new Tokens(List.of())));
    System.out.println("port " + web.port());
    try (var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      while (input.readLine() != null) {
        // Only its end matters.
      }
    }
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.println("used " + ((runtime.totalMemory() - runtime.freeMemory()) >> 20));
    web.close();
    receiver.close();
    database.ifPresent(Database::close);
    System.exit(0);
  }

  static final Receiver.Keeper NOTHING_IS_KEPT =
      new Receiver.Keeper() {
        @Override
        public boolean keep(InboxRow row) {
          return true;
        }

        @Override
        public boolean healthy() {
          return true;
        }

        @Override
        public void close() {}
      };

  /// An integration with nothing but an id and secrets.
  public static Integration integration(String id, String... secrets) {
    return new Integration(
        id,
        Site.MLA,
        Product.CHECKOUT_PRO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        CredentialSet.NONE,
        CredentialSet.NONE,
        List.of(secrets).stream().map(Secret::of).toList(),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }
}
