// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import dev.pasaje.notifications.probe.ReceiverFacts.AddressKind;
import dev.pasaje.notifications.probe.ReceiverFacts.Barrier;
import dev.pasaje.outside.Addresses;
import dev.pasaje.outside.Outlook;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/// The way to a receiver: its host resolved once, so that what was checked is what is called.
///
/// @param barrier why nothing may be sent
record Approach(
    ReceiverTarget target,
    List<InetAddress> addresses,
    AddressKind kind,
    Optional<Barrier> barrier,
    Resolver resolver) {
  private static final int MAX_ADDRESSES = 4;

  /// Finds the addresses of a host within a time.
  @FunctionalInterface
  interface Resolver {
    List<InetAddress> of(String host, Duration limit) throws UnknownHostException;
  }

  static Approach to(ReceiverTarget target, Outlook outlook, Resolver resolver) {
    List<InetAddress> addresses;
    try {
      addresses = resolver.of(target.host(), outlook.limit());
    } catch (UnknownHostException unknown) {
      return new Approach(
          target, List.of(), AddressKind.UNRESOLVED, Optional.of(Barrier.NO_ADDRESS), resolver);
    }
    // One private address among public ones is enough: Mercado Pago might be given that one.
    AddressKind kind = kind(addresses);
    return new Approach(
        target,
        addresses,
        kind,
        kind == AddressKind.PRIVATE && !outlook.allowPrivate()
            ? Optional.of(Barrier.PRIVATE_ADDRESS)
            : Optional.empty(),
        resolver);
  }

  private static AddressKind kind(List<InetAddress> addresses) {
    return addresses.stream().allMatch(Addresses::isPublic)
        ? AddressKind.PUBLIC
        : AddressKind.PRIVATE;
  }

  static ScheduledThreadPoolExecutor alarms() {
    ScheduledThreadPoolExecutor alarms =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().factory());
    alarms.setRemoveOnCancelPolicy(true);
    return alarms;
  }

  Caller caller(Outlook outlook, ScheduledExecutorService alarms, Patience patience) {
    ConcurrentHashMap<String, AddressKind> known = new ConcurrentHashMap<>();
    known.put(target.host().toLowerCase(Locale.ROOT), kind);
    AnswerSheet sheet =
        new AnswerSheet(
            target,
            new Veil(target),
            host ->
                known.computeIfAbsent(
                    host.toLowerCase(Locale.ROOT), one -> whereabouts(one, patience)));
    return new Caller(
        target,
        addresses.stream().limit(MAX_ADDRESSES).toList(),
        outlook.trust().context().getSocketFactory(),
        alarms,
        patience,
        sheet);
  }

  private AddressKind whereabouts(String host, Patience patience) {
    try {
      return kind(resolver.of(host, patience.connect()));
    } catch (UnknownHostException unknown) {
      return AddressKind.UNRESOLVED;
    }
  }
}
