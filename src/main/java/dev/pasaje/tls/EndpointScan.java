// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.http.Exchange.Reason;
import dev.pasaje.tls.TlsFacts.Answer;
import dev.pasaje.tls.TlsFacts.Endpoint;
import dev.pasaje.tls.TlsFacts.Failure;
import dev.pasaje.tls.TlsFacts.Group;
import dev.pasaje.tls.TlsFacts.Protocol;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.tls.crypto.TlsCrypto;

/// Measures one address of a host: first which versions and suites, then what hangs on them.
///
/// @param name for SNI
record EndpointScan(
    InetAddress address, Asker asker, Optional<String> name, TlsCrypto crypto, Chains chains) {
  private static final int FEW = 100;

  Endpoint look() {
    List<Integer> ordinary = Suites.ordinary().stream().limit(FEW).toList();
    Reply first = asker.askFirst(Hello.of(Protocol.TLS_1_2, name, ordinary));
    if (first instanceof Reply.Unasked unasked) {
      return failed(unasked.why(), false);
    }
    if (first instanceof Reply.PlainHttp) {
      return failed(new Failure(Reason.TLS, "HTTP without TLS"), true);
    }
    List<SuiteScan.Result> versions =
        Together.all(
            Stream.of(Protocol.values())
                .<Supplier<SuiteScan.Result>>map(one -> () -> SuiteScan.of(asker, one, name))
                .toList());
    List<SuiteScan.Result> accepted =
        versions.stream().filter(one -> !one.picks().isEmpty()).toList();
    return accepted.isEmpty() ? nothing(first, versions) : measure(versions, accepted);
  }

  private Endpoint measure(List<SuiteScan.Result> versions, List<SuiteScan.Result> accepted) {
    Traits traits = new Traits(asker, accepted);
    Handshakes handshakes = new Handshakes(asker, crypto, name, accepted);
    Supplier<List<Handshake>> shaken = Together.begin(handshakes::all);
    Supplier<List<Group>> groups = Together.begin(() -> groups(traits, accepted));
    Supplier<Answer> orders = Together.begin(traits::ordersSuites);
    Supplier<Answer> compression = Together.begin(traits::compression);
    Supplier<Answer> fallback = Together.begin(traits::fallbackScsv);
    List<Supplier<Boolean>> alpn =
        Handshakes.ALPN.stream()
            .map(one -> Together.begin(() -> acceptsAlpn(traits, handshakes, one)))
            .toList();
    List<Reply.Accepted> answers =
        accepted.reversed().stream()
            .flatMap(one -> one.picks().stream())
            .map(SuiteScan.Pick::answer)
            .toList();
    List<Reply.Shown> shown =
        Stream.concat(
                shaken.get().stream().map(Handshake::shown),
                answers.stream().map(Reply.Accepted::shown))
            .flatMap(Optional::stream)
            .toList();
    boolean stapled =
        shaken.get().stream().anyMatch(Handshake::stapled)
            || answers.stream().anyMatch(Reply.Accepted::stapled);
    Answer notStapled = shown.isEmpty() ? Answer.UNKNOWN : Answer.NO;
    return new Endpoint(
        address.getHostAddress(),
        address instanceof Inet6Address,
        Optional.empty(),
        false,
        offers(versions),
        accepted.stream().flatMap(one -> one.suites().stream()).toList(),
        versions.stream().allMatch(SuiteScan.Result::complete),
        orders.get(),
        groups.get(),
        chains.of(shown),
        Stream.of(0, 1).filter(i -> alpn.get(i).get()).map(Handshakes.ALPN::get).toList(),
        stapled ? Answer.YES : notStapled,
        traits.secureRenegotiation(),
        compression.get(),
        fallback.get(),
        shaken.get().stream().map(Handshake::protocol).distinct().sorted().toList());
  }

  private boolean acceptsAlpn(Traits traits, Handshakes handshakes, String alpn) {
    return traits
        .classic()
        .filter(one -> one.protocol() != Protocol.SSL_3)
        .map(one -> traits.accepts(one, alpn))
        .orElseGet(() -> handshakes.accepts(handshakes.versions().getLast(), alpn));
  }

  private List<Group> groups(Traits traits, List<SuiteScan.Result> accepted) {
    List<Supplier<List<Group>>> tasks = new ArrayList<>();
    SuiteScan.Result newest = accepted.getLast();
    if (newest.protocol() == Protocol.TLS_1_3) {
      Hello hello = newest.hello().withSuites(newest.codes());
      tasks.add(() -> GroupScan.of(asker, hello, Groups.TLS_1_3));
    }
    traits
        .classic()
        .ifPresent(one -> {
          List<Integer> elliptic = one.codes().stream().filter(Suites::isElliptic).toList();
          if (!elliptic.isEmpty()) {
            Hello hello = one.hello().withSuites(elliptic);
            tasks.add(() -> GroupScan.of(asker, hello, Groups.CURVES));
          }
        });
    Stream<Group> shown =
        accepted.stream()
            .flatMap(one -> one.picks().stream())
            .flatMap(pick -> pick.answer().group().stream());
    return Stream.concat(Together.all(tasks).stream().flatMap(List::stream), shown)
        .distinct()
        .toList();
  }

  private static Map<Protocol, Answer> offers(List<SuiteScan.Result> versions) {
    Map<Protocol, Answer> offers = new EnumMap<>(Protocol.class);
    versions.forEach(one -> offers.put(one.protocol(), one.offered()));
    return offers;
  }

  /// No version was accepted: the best reason that was heard.
  private Endpoint nothing(Reply first, List<SuiteScan.Result> versions) {
    List<Reply> heard =
        Stream.concat(Stream.of(first), versions.stream().flatMap(one -> one.last().stream()))
            .toList();
    boolean http = heard.stream().anyMatch(Reply.PlainHttp.class::isInstance);
    for (Reply one : heard) {
      if (one instanceof Reply.Refused refused) {
        return failed(new Failure(Reason.TLS, "alert " + refused.alert()), false);
      }
    }
    if (http || asker.speaksPlainHttp()) {
      return failed(new Failure(Reason.TLS, "HTTP without TLS"), true);
    }
    return switch (first) {
      case Reply.Garbage garbage -> failed(new Failure(Reason.TLS, garbage.detail()), false);
      case Reply.Silence silence -> failed(silence.why(), false);
      case Reply.Unasked unasked -> failed(unasked.why(), false);
      case Reply.Accepted _, Reply.Refused _, Reply.PlainHttp _ ->
          failed(new Failure(Reason.TLS, "no version of TLS was accepted"), false);
    };
  }

  private Endpoint failed(Failure why, boolean plainHttp) {
    return new Endpoint(
        address.getHostAddress(),
        address instanceof Inet6Address,
        Optional.of(why),
        plainHttp,
        Map.of(),
        List.of(),
        false,
        Answer.UNKNOWN,
        List.of(),
        List.of(),
        List.of(),
        Answer.UNKNOWN,
        Answer.UNKNOWN,
        Answer.UNKNOWN,
        Answer.UNKNOWN,
        List.of());
  }
}
