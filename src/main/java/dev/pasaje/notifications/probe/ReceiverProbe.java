// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import dev.pasaje.notifications.probe.ReceiverFacts.AddressKind;
import dev.pasaje.notifications.probe.ReceiverFacts.Barrier;
import dev.pasaje.notifications.probe.ReceiverFacts.Trial;
import dev.pasaje.outside.Addresses;
import dev.pasaje.outside.Outlook;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Calls a merchant's receiver as Mercado Pago would, well and badly, and writes down what it
/// answers.
///
/// The host is resolved once; what was checked is what is called. A private address is refused
/// unless allowed, no redirection is followed, and every request names the probe.
public final class ReceiverProbe {
  private static final int MAX_ADDRESSES = 4;

  private final Outlook outlook;
  private final Patience patience;
  private final Resolver resolver;

  public ReceiverProbe(Outlook outlook) {
    this(outlook, Patience.MERCADO_PAGO, Addresses::of);
  }

  ReceiverProbe(Outlook outlook, Patience patience, Resolver resolver) {
    this.outlook = outlook;
    this.patience = patience;
    this.resolver = resolver;
  }

  /// Finds the addresses of a host within a time.
  @FunctionalInterface
  interface Resolver {
    List<InetAddress> of(String host, Duration limit) throws UnknownHostException;
  }

  public ReceiverFacts look(ReceiverTarget target, Depth depth) {
    return look(target, depth, _ -> {});
  }

  /// @param progress told of each trial once it is over, from the thread that made it
  public ReceiverFacts look(ReceiverTarget target, Depth depth, Consumer<Trial> progress) {
    long start = System.nanoTime();
    Instant at = outlook.clock().instant();
    String run = Long.toHexString(at.toEpochMilli());
    List<InetAddress> addresses;
    try {
      addresses = resolver.of(target.host(), outlook.limit());
    } catch (UnknownHostException unknown) {
      return facts(target, depth, at, run, Optional.of(Barrier.NO_ADDRESS), AddressKind.UNRESOLVED)
          .build(0, List.of());
    }
    // One private address among public ones is enough: Mercado Pago might be given that one.
    AddressKind kind = kind(addresses);
    if (kind == AddressKind.PRIVATE && !outlook.allowPrivate()) {
      return facts(target, depth, at, run, Optional.of(Barrier.PRIVATE_ADDRESS), kind)
          .build(0, List.of());
    }
    ConcurrentHashMap<String, AddressKind> known = new ConcurrentHashMap<>();
    known.put(target.host().toLowerCase(Locale.ROOT), kind);
    AnswerSheet sheet =
        new AnswerSheet(
            target,
            new Veil(target),
            host -> known.computeIfAbsent(host.toLowerCase(Locale.ROOT), this::whereabouts));
    try (ScheduledThreadPoolExecutor alarms =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().factory())) {
      alarms.setRemoveOnCancelPolicy(true);
      Caller caller =
          new Caller(
              target,
              addresses.stream().limit(MAX_ADDRESSES).toList(),
              outlook.trust().context().getSocketFactory(),
              alarms,
              patience,
              sheet);
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
      return facts(target, depth, at, run, Optional.empty(), kind).build(campaign.sent(), trials);
    }
  }

  /// Gently, the host costs the outlook's limit and no more; else each request has Mercado Pago's.
  private Campaign.Limit limit(Depth depth, long start) {
    return switch (depth) {
      case GENTLE -> () -> outlook.limit().minusNanos(System.nanoTime() - start);
      case FULL -> patience::limit;
    };
  }

  private AddressKind whereabouts(String host) {
    try {
      return kind(resolver.of(host, patience.connect()));
    } catch (UnknownHostException unknown) {
      return AddressKind.UNRESOLVED;
    }
  }

  private static AddressKind kind(List<InetAddress> addresses) {
    return addresses.stream().allMatch(Addresses::isPublic)
        ? AddressKind.PUBLIC
        : AddressKind.PRIVATE;
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
