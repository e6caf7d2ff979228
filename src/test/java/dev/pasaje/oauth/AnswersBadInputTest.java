// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.db.Database;
import dev.pasaje.failure.PasajeException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Answers that are none: of the browser, and of `POST /oauth/token`.
class AnswersBadInputTest {
  private static final long SEED = 4;

  @TempDir private Path folder;

  private static void refused(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            PasajeException.class, why -> assertThat(why.code()).isEqualTo(code));
  }

  @Test
  void answers_without_a_link_of_ours_are_refused() throws Exception {
    try (Market market = new Market(folder);
        Database database = Database.open("jdbc:sqlite:store.db", folder)) {
      Authorisations authorisations = new Authorisations(market.around(database));
      Application application = market.application();
      for (String nothing : new String[] {"", "?", "code=", "%%%", "?code=a&state=", "&&&=&"}) {
        refused(
            "oauth.no-code", () -> authorisations.finish(application, Market.REDIRECT, nothing));
      }
      refused(
          "oauth.state",
          () ->
              authorisations.finish(
                  application, Market.REDIRECT, "code=TG-a&state=somebody_elses_state"));
      URI link = authorisations.begin(application, Market.REDIRECT);
      String denied = market.browse(link, market.sellers().get(1), "deny");
      refused("oauth.refused", () -> authorisations.finish(application, Market.REDIRECT, denied));
      assertThat(new Sellers(database).all()).isEmpty();
    }
  }

  @Test
  void an_answer_works_once_and_only_with_its_own_redirect_and_in_time() throws Exception {
    try (Market market = new Market(folder);
        Database database = Database.open("jdbc:sqlite:store.db", folder)) {
      Authorisations authorisations = new Authorisations(market.around(database));
      Application application = market.application();
      long seller = market.sellers().get(1);
      String once =
          market.browse(authorisations.begin(application, Market.REDIRECT), seller, "allow");
      assertThat(authorisations.finish(application, Market.REDIRECT, once).userId())
          .isEqualTo(Long.toString(seller));
      refused("oauth.state", () -> authorisations.finish(application, Market.REDIRECT, once));

      String other =
          market.browse(authorisations.begin(application, Market.REDIRECT), seller, "allow");
      refused(
          "oauth.code-refused",
          () -> authorisations.finish(application, URI.create("http://localhost:9/x"), other));

      String late =
          market.browse(authorisations.begin(application, Market.REDIRECT), seller, "allow");
      market.advance(Duration.ofMinutes(11));
      refused(
          "oauth.code-refused", () -> authorisations.finish(application, Market.REDIRECT, late));
    }
  }

  @Test
  void random_bytes_make_no_tokens() {
    Random random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      byte[] noise = new byte[random.nextInt(60)];
      random.nextBytes(noise);
      assertThat(TokenPair.ofAnswer(noise, Market.START)).as("seed %s", SEED).isEmpty();
    }
    for (String odd :
        new String[] {
          "",
          "null",
          "[]",
          "{}",
          "{\"access_token\":\"a\",\"user_id\":1}",
          "{\"access_token\":\"a\",\"user_id\":\"x\",\"expires_in\":1}",
          "{\"access_token\":\"a\",\"user_id\":1,\"expires_in\":-1}",
          "{\"access_token\":[],\"user_id\":1,\"expires_in\":1}",
          "{\"access_token\":\"a\",\"user_id\":1,\"expires_in\":99999999999999}"
        }) {
      assertThat(TokenPair.ofAnswer(odd.getBytes(StandardCharsets.UTF_8), Market.START)).isEmpty();
    }
  }

  @Test
  void the_callback_takes_what_carries_a_state_and_nothing_else() throws Exception {
    int port;
    try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
      port = free.getLocalPort();
    }
    URI redirect = URI.create("http://localhost:" + port + "/back");
    try (Callback callback = Callback.listen(redirect, "done");
        HttpClient client = HttpClient.newHttpClient()) {
      for (String path : new String[] {"/favicon.ico", "/back", "/other?state=a&code=b"}) {
        assertThat(get(client, port, path)).isEqualTo(404);
      }
      assertThat(get(client, port, "/back?code=b&state=a")).isEqualTo(200);
      assertThat(callback.await(Duration.ofSeconds(5))).contains("code=b&state=a");
      refused("oauth.listen", () -> Callback.listen(redirect, "again"));
    }
  }

  private static int get(HttpClient client, int port, String path) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
            BodyHandlers.discarding())
        .statusCode();
  }
}
