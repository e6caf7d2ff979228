// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.notifications.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a receiver answered to each attack. Plain data: no secret, no signature and no cookie is in
/// it, and of a body no more than its first 200 characters.
///
/// @param at when it was looked at
/// @param run how the requests named themselves, in the header `X-Pasaje-Probe`
/// @param url the address, without the values of its query
/// @param urlLength characters of the whole address
/// @param https whether the address is `https`
/// @param host the name that was resolved
/// @param privateAllowed whether private addresses were allowed
/// @param sourceNews the parameter `source_news` of the address, which chooses the channel
/// @param secrets how many signing secrets were given
/// @param limit what one request may take
/// @param requests how many were sent
/// @param barrier why none was sent
/// @param trials in the order sent; fewer than planned when the receiver went silent
public record ReceiverFacts(
    Instant at,
    String run,
    Depth depth,
    String url,
    int urlLength,
    boolean https,
    String host,
    boolean privateAllowed,
    Optional<String> sourceNews,
    int secrets,
    Duration limit,
    int requests,
    Optional<Barrier> barrier,
    AddressKind addressKind,
    List<Trial> trials) {
  public ReceiverFacts {
    trials = List.copyOf(trials);
  }

  /// What kept the probe from sending anything.
  public enum Barrier {
    /// The host is at a private or loopback address, which was not allowed.
    PRIVATE_ADDRESS,
    /// The name could not be resolved.
    NO_ADDRESS
  }

  /// Where a host is.
  public enum AddressKind {
    PUBLIC,
    PRIVATE,
    UNRESOLVED
  }

  /// One request and its answer.
  public record Trial(Attack attack, Answer answer) {}

  /// How one request ended.
  ///
  /// @param status 0 when there was none
  /// @param took from the first byte sent until the answer's headers were there
  /// @param headers those that say something of the receiver, by lower-case name
  /// @param body its beginning, redacted
  /// @param detail what went wrong, in technical words; empty when nothing did
  public record Answer(
      Result result,
      int status,
      Duration took,
      SortedMap<String, String> headers,
      List<Marker> markers,
      Optional<Redirect> redirect,
      String body,
      Extent extent,
      String detail) {
    public Answer {
      headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
      markers = List.copyOf(markers);
    }

    static Answer none(Result result, Duration took, String detail) {
      return new Answer(
          result,
          0,
          took,
          new TreeMap<>(Map.of()),
          List.of(),
          Optional.empty(),
          "",
          Extent.WHOLE,
          detail);
    }

    /// `200`, `timed-out`: for tables and evidence.
    public String summary() {
      return result == Result.ANSWERED ? Integer.toString(status) : result.id();
    }
  }

  /// Whether there was an answer, and if not, why.
  public enum Result {
    ANSWERED,
    /// Nobody took the connection in time.
    NOT_CONNECTED,
    /// The connection was refused.
    CONNECTION_REFUSED,
    /// The certificate is not believed.
    UNTRUSTED,
    /// The TLS handshake failed otherwise.
    HANDSHAKE_FAILED,
    TIMED_OUT,
    /// The connection was closed before an answer.
    CLOSED,
    /// What came is not HTTP/1.1.
    GARBLED;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Whether the whole answer was read.
  public enum Extent {
    WHOLE,
    /// Longer, or longer under way, than anybody would read.
    CUT
  }

  /// What a page says of whoever sent it.
  public enum Marker {
    /// A browser is to prove itself.
    CHALLENGE,
    /// A firewall names itself.
    FIREWALL,
    /// A token of a form is missed.
    CSRF,
    HTML
  }

  /// Where a redirection points; nobody went there.
  public record Redirect(String location, AddressKind address) {}

  /// The last trial of an attack; the last counts, as earlier ones tried other secrets.
  public Optional<Trial> trial(Attack attack) {
    return trials.stream().filter(trial -> trial.attack() == attack).reduce((_, last) -> last);
  }

  /// How a trial compares to what a good receiver answers.
  public Standing standing(Trial trial) {
    Answer answer = trial.answer();
    if (answer.result() != Result.ANSWERED) {
      return Standing.OTHERWISE;
    }
    if (trial.attack().expectation().metBy(answer.status())) {
      return Standing.AS_EXPECTED;
    }
    return secrets == 0 && answer.status() == 401 ? Standing.UNTOLD : Standing.OTHERWISE;
  }

  /// How an answer compares to what a good receiver answers.
  public enum Standing {
    AS_EXPECTED,
    OTHERWISE,
    /// It asks for a signature, and there was no secret to sign with.
    UNTOLD;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
