// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web;

import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/// Where the browser of a seller comes back to after authorising: `/oauth/INTEGRATION`, with `code`
/// and `state` (domain/credentials.md 6.1). It shows one sentence in the language of the browser,
/// and does not tell an integration that is there from one that is not.
public final class OAuthRoutes implements HttpService {
  public static final String PATH = "/oauth";

  /// Answers being looked at: each opens the vault, which costs much when it has a passphrase.
  private static final int AT_ONCE = 2;

  private final Desk desk;
  private final Semaphore places = new Semaphore(AT_ONCE);

  /// How an answer ended.
  public enum Outcome {
    LINKED(200),
    /// The seller said no.
    DECLINED(200),
    /// Of no link that waits, or Mercado Pago did not take the code: a new link is needed.
    AGAIN(400),
    /// Too much at once; the browser may ask again.
    BUSY(503);

    private final int status;

    Outcome(int status) {
      this.status = status;
    }
  }

  /// Makes tokens of answers.
  public interface Desk {
    /// @param query of the address, as it came
    Outcome answered(String integration, String query);
  }

  public OAuthRoutes(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get(PATH + "/{integration}", this::answered);
  }

  private void answered(ServerRequest request, ServerResponse response) {
    Outcome outcome = Outcome.BUSY;
    if (places.tryAcquire()) {
      try {
        outcome =
            desk.answered(
                request.path().pathParameters().first("integration").orElse(""),
                request.prologue().query().rawValue());
      } finally {
        places.release();
      }
    }
    String said =
        Texts.of("sellers", language(request))
            .get("page." + outcome.name().toLowerCase(Locale.ROOT));
    response
        .status(Status.create(outcome.status))
        .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .header(HeaderNames.create("Referrer-Policy"), "no-referrer")
        .header(HeaderNames.create("X-Content-Type-Options"), "nosniff")
        .send(said + "\n");
  }

  /// The first the browser names that Pasaje speaks; Spanish otherwise, as most countries do.
  private static Language language(ServerRequest request) {
    String accepted = request.headers().first(HeaderNames.ACCEPT_LANGUAGE).orElse("");
    for (String one : accepted.split(",", -1)) {
      var language = Language.of(one.split(";", -1)[0]);
      if (language.isPresent()) {
        return language.get();
      }
    }
    return Language.ES;
  }
}
