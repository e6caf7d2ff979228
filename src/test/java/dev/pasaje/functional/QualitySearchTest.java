// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.http.Transport;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxAccount;
import dev.pasaje.sandbox.SandboxOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `quality evaluate --from --to`: every payment that the API lists.
class QualitySearchTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir Path directory;

  private PixShop shop() {
    return new PixShop(directory);
  }

  @Test
  void a_long_window_is_split_and_every_payment_counts_once() throws Exception {
    try (Sandbox sandbox =
            Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-11-02T00:00:00Z")));
        Transport transport = Transport.with(Duration.ofSeconds(15), 8 << 20)) {
      SandboxAccount seller = sandbox.account("MLB", "real");
      shop().settings(sandbox, seller);
      PixShop.sell(sandbox, PixShop.api(sandbox, transport, seller), 70, new Random(2));
      Set<String> windows = ConcurrentHashMap.newKeySet();
      AtomicBoolean first = new AtomicBoolean(true);
      sandbox.add((request, next) -> {
        request.queryParam("begin_date").ifPresent(windows::add);
        var reply = next.handle(request);
        // To sell a thousand would take long; the first window says that it has them.
        return request.path().equals("/v1/payments/search") && first.getAndSet(false)
            ? dev.pasaje.sandbox.http.Reply.json(
                200,
                JSON.readTree(
                    new String(reply.body(), StandardCharsets.UTF_8)
                        .replaceFirst("\"total\":70", "\"total\":1001")))
            : reply;
      });

      JsonNode sum =
          JSON.readTree(
              shop()
                  .evaluate("--from", "2026-11-01", "--to", "2026-11-26", "--format", "json")
                  .out());

      assertThat(sum.path("all").path("payments").asInt()).isEqualTo(70);
      assertThat(windows).hasSize(2);
    }
  }

  @Test
  void payments_in_which_the_account_is_the_payer_are_left_out() throws Exception {
    try (Sandbox sandbox =
            Sandbox.start(SandboxOptions.usual().withStart(Instant.parse("2026-11-02T00:00:00Z")));
        Transport transport = Transport.with(Duration.ofSeconds(15), 8 << 20)) {
      SandboxAccount seller = sandbox.account("MLB", "real");
      shop().settings(sandbox, seller);
      PixShop.sell(sandbox, PixShop.api(sandbox, transport, seller), 5, new Random(1));
      sandbox.add((request, next) -> {
        var reply = next.handle(request);
        if (!request.path().equals("/v1/payments/search")) {
          return reply;
        }
        String text = new String(reply.body(), StandardCharsets.UTF_8);
        return dev.pasaje.sandbox.http.Reply.json(
            200,
            JSON.readTree(
                text.replaceFirst("\"collector_id\":\\d+", "\"collector_id\":123456789")));
      });

      JsonNode sum = JSON.readTree(shop().evaluate(PixShop.search()).out());

      assertThat(sum.path("all").path("payments").asInt()).isEqualTo(4);
      assertThat(sum.path("leftOut").path("foreign").asInt()).isEqualTo(1);
    }
  }

  @Test
  void windows_that_cannot_be_searched_are_misuse() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      shop().settings(sandbox, sandbox.account("MLB", "real"));
      Run.Builder builder = Run.in(directory);
      for (String[] window :
          new String[][] {
            {"2026-11-02", "2026-11-01"}, {"2025-11-01", "2025-11-30"}, {"2026-12-01", "2026-12-02"}
          }) {
        Run run = builder.pasaje("quality", "evaluate", "--from", window[0], "--to", window[1]);
        assertThat(run.exit()).as(run.all()).isEqualTo(2);
        assertThat(run.err()).contains(window[0]);
      }
    }
  }

  @Test
  void a_refused_search_says_how_to_go_on() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      shop().settings(sandbox, sandbox.account("MLB", "real"));
      sandbox.add((request, next) ->
          request.path().equals("/v1/payments/search")
              ? dev.pasaje.sandbox.http.Reply.json(
                  400, JSON.createObjectNode().put("message", "no").put("status", 400))
              : next.handle(request));

      Run run = shop().evaluate(PixShop.search());

      assertThat(run.exit()).as(run.all()).isEqualTo(3);
      assertThat(run.err()).contains("status 400").contains(".journal");
    }
  }
}
