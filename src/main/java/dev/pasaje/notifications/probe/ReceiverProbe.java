// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import dev.pasaje.notifications.probe.ReceiverFacts.AddressKind;
import dev.pasaje.notifications.probe.ReceiverFacts.Barrier;
import dev.pasaje.notifications.probe.ReceiverFacts.Trial;
import dev.pasaje.outside.Addresses;
import dev.pasaje.outside.Outlook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Calls a merchant's receiver as Mercado Pago would, well and badly, and writes down what it
/// answers.
///
/// The host is resolved once; what was checked is what is called. A private address is refused
/// unless allowed, no redirection is followed, and every request names the probe.
public final class ReceiverProbe {
  private final Outlook outlook;
  private final Patience patience;
  private final Approach.Resolver resolver;

  public ReceiverProbe(Outlook outlook) {
    this(outlook, Patience.MERCADO_PAGO, Addresses::of);
  }

  ReceiverProbe(Outlook outlook, Patience patience, Approach.Resolver resolver) {
    this.outlook = outlook;
    this.patience = patience;
    this.resolver = resolver;
  }

  public ReceiverFacts look(ReceiverTarget target, Depth depth) {
    return look(target, depth, _ -> {});
  }

  /// @param progress told of each trial once it is over, from the thread that made it
  public ReceiverFacts look(ReceiverTarget target, Depth depth, Consumer<Trial> progress) {
    long start = System.nanoTime();
    Instant at = outlook.clock().instant();
    String run = Long.toHexString(at.toEpochMilli());
    Approach approach = Approach.to(target, outlook, resolver);
    if (approach.barrier().isPresent()) {
      return facts(target, depth, at, run, approach.barrier(), approach.kind()).build(0, List.of());
    }
    try (ScheduledThreadPoolExecutor alarms = Approach.alarms()) {
      Caller caller = approach.caller(outlook, alarms, patience);
      Deliveries deliveries =
          new Deliveries(target.url(), run, outlook.userAgent(), outlook.clock());
      Campaign campaign =
          new Campaign(caller, deliveries, target.secrets(), progress, limit(depth, start));
      List<Trial> trials =
          switch (depth) {
            case GENTLE -> campaign.gentle();
            case FULL -> campaign.full();
          };
      alarms.shutdownNow();
      return facts(target, depth, at, run, Optional.empty(), approach.kind())
          .build(campaign.sent(), trials);
    }
  }

  /// Gently, the host costs the outlook's limit and no more; else each request has Mercado Pago's.
  private Campaign.Limit limit(Depth depth, long start) {
    return switch (depth) {
      case GENTLE -> () -> outlook.limit().minusNanos(System.nanoTime() - start);
      case FULL -> patience::limit;
    };
  }

  /// The facts but for what was answered.
  private interface Frame {
    ReceiverFacts build(int requests, List<Trial> trials);
  }

  private Frame facts(
      ReceiverTarget target,
      Depth depth,
      Instant at,
      String run,
      Optional<Barrier> barrier,
      AddressKind kind) {
    return (requests, trials) ->
        new ReceiverFacts(
            at,
            run,
            depth,
            Veil.address(target.url()),
            target.url().toString().length(),
            target.https(),
            target.host(),
            outlook.allowPrivate(),
            sourceNews(target),
            target.secrets().size(),
            depth == Depth.GENTLE ? outlook.limit() : patience.limit(),
            requests,
            barrier,
            kind,
            trials);
  }

  private static Optional<String> sourceNews(ReceiverTarget target) {
    return Stream.of(Optional.ofNullable(target.url().getRawQuery()).orElse("").split("&", -1))
        .filter(pair -> pair.matches("source_news=(webhooks|ipn)"))
        .map(pair -> pair.substring(pair.indexOf('=') + 1))
        .findFirst();
  }
}
