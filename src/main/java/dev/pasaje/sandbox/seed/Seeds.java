// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.seed;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.http.Router;
import dev.pasaje.sandbox.payments.Disputes;
import dev.pasaje.sandbox.payments.PaymentDesk;
import dev.pasaje.sandbox.world.Founding;
import dev.pasaje.sandbox.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Fills a fresh world: names separated by commas, each `showcase` or a file of accounts or of
/// resources (docs/emulator-seeds.md).
public final class Seeds {
  private static final List<String> LISTS = List.of("accounts", "tokens", "customers", "payments");

  private final World world;
  private final Router router;
  private final PaymentDesk desk;
  private final Disputes disputes;

  public Seeds(World world, Router router, PaymentDesk desk, Disputes disputes) {
    this.world = world;
    this.router = router;
    this.desk = desk;
    this.disputes = disputes;
  }

  /// @throws SeedException when a file is unreadable or asks for something impossible
  public void plant(String names) {
    for (String name : names.split(",")) {
      switch (name.strip()) {
        case "" -> {}
        case "showcase" -> world.exclusivelyRun(this::showcase);
        default -> world.exclusivelyRun(() -> file(name.strip()));
      }
    }
  }

  private void showcase() {
    Showcase showcase = new Showcase(desk, disputes);
    for (Founding.Seller seller : world.sellers()) {
      showcase.plant(seller, new Insider(world, router, seller.credential().accessToken()));
    }
  }

  private void file(String name) {
    JsonNode content;
    try {
      content = Json.parse(Files.readAllBytes(Path.of(name)));
    } catch (IOException | InvalidPathException unreadable) {
      throw new SeedException("cannot read the seed file " + name);
    } catch (JacksonException malformed) {
      throw new SeedException(name + " is not valid JSON: " + malformed.getOriginalMessage());
    }
    shape(name, content);
    new AccountsFile(world).plant(content.path("accounts"));
    new ResourcesFile(world, router, desk, disputes).plant(content);
  }

  /// A misspelt list would otherwise plant nothing and say nothing.
  private static void shape(String name, JsonNode content) {
    if (!content.isObject()) {
      throw new SeedException(name + ": must be a JSON object");
    }
    for (Map.Entry<String, JsonNode> list : content.properties()) {
      if (!LISTS.contains(list.getKey()) && !list.getKey().equals("baseUrl")) {
        throw new SeedException(
            name + ": " + list.getKey() + " must be one of " + String.join(", ", LISTS));
      }
      if (!list.getKey().equals("baseUrl") && !list.getValue().isArray()) {
        throw new SeedException(name + ": " + list.getKey() + " must be an array");
      }
      int number = 0;
      for (JsonNode entry : list.getValue()) {
        if (!entry.isObject()) {
          throw new SeedException(
              name + ": " + list.getKey() + "[" + number + "] must be an object");
        }
        number++;
      }
    }
  }
}
