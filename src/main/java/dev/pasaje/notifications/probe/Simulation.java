// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import dev.pasaje.outside.Addresses;
import dev.pasaje.outside.Outlook;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.regex.Pattern;

/// Sends one notification as Mercado Pago would, well formed and well signed, about any resource.
public final class Simulation {
  private final Outlook outlook;
  private final Patience patience;
  private final Approach.Resolver resolver;

  public Simulation(Outlook outlook) {
    this(outlook, Patience.MERCADO_PAGO, Addresses::of);
  }

  Simulation(Outlook outlook, Patience patience, Approach.Resolver resolver) {
    this.outlook = outlook;
    this.patience = patience;
    this.resolver = resolver;
  }

  /// Whose manner a notification has; domain/notifications.md 1 and 3.4.
  public enum Manner {
    LIVE,
    /// The panel's simulator: signed in milliseconds, and with the ids it always sends.
    SIMULATOR,
    /// The older way, whose signature nobody can verify.
    IPN
  }

  /// The unit of the time in the signature; domain/notifications.md 5.1.
  public enum Unit {
    SECONDS,
    MILLISECONDS
  }

  /// What to send.
  ///
  /// @param topic such as `payment`
  /// @param id of the resource; for a card `CUSTOMER/CARD`
  /// @param action such as `payment.updated`; the topic's usual one when empty
  public record Wish(String topic, String id, Optional<String> action, Manner manner, Unit unit) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}(/[A-Za-z0-9_-]{1,64})?");

    /// What would not be well formed is refused.
    public Wish {
      if (!isWord(topic) || !isId(id) || action.filter(one -> !isWord(one)).isPresent()) {
        throw new IllegalArgumentException("letters, digits, _ . -");
      }
    }

    public static boolean isWord(String text) {
      return WORD.matcher(text).matches();
    }

    public static boolean isId(String text) {
      return ID.matcher(text).matches();
    }

    /// How long Mercado Pago waits for the answer: 22 s, and half a second for `delivery`
    /// (domain/notifications.md 6).
    public Duration limit() {
      return topic.equals("delivery") ? Duration.ofMillis(500) : Patience.MERCADO_PAGO.limit();
    }
  }

  /// How it went.
  public sealed interface Outcome {
    /// Nothing was sent.
    record Barred(String host, ReceiverFacts.Barrier barrier) implements Outcome {}

    /// @param request its first line
    record Sent(String request, ReceiverFacts.Answer answer) implements Outcome {
      /// Whether Mercado Pago would be content: 200 or 201, in time.
      public boolean accepted() {
        return Reply.of(answer) == Reply.ACCEPTED;
      }
    }
  }

  /// Signed with the first secret of the target.
  public Outcome send(ReceiverTarget target, Wish wish) {
    Approach approach = Approach.to(target, outlook, resolver);
    if (approach.barrier().isPresent()) {
      return new Outcome.Barred(target.host(), approach.barrier().get());
    }
    String run = Long.toHexString(outlook.clock().instant().toEpochMilli());
    Request request =
        new Deliveries(target.url(), run, outlook.userAgent(), outlook.clock())
            .of(wish, target.secrets().stream().findFirst().map(WebhookSigner::new));
    try (ScheduledThreadPoolExecutor alarms = Approach.alarms()) {
      Caller caller = approach.caller(outlook, alarms, patience);
      Duration limit =
          wish.limit().compareTo(patience.limit()) < 0 ? wish.limit() : patience.limit();
      Outcome.Sent sent =
          new Outcome.Sent(
              request.method() + " " + new Veil(target).over(request.path(), 500),
              caller.send(request, limit));
      alarms.shutdownNow();
      return sent;
    }
  }
}
