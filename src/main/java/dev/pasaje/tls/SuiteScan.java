// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.http.Exchange;
import dev.pasaje.tls.TlsFacts.Answer;
import dev.pasaje.tls.TlsFacts.Group;
import dev.pasaje.tls.TlsFacts.Protocol;
import dev.pasaje.tls.TlsFacts.Suite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Which cipher suites a server accepts in one protocol version: it is asked with all of them, then
/// with all but the one it chose, until it chooses none.
final class SuiteScan {
  private final Asker asker;
  private final Hello hello;
  private volatile boolean complete = true;

  private SuiteScan(Asker asker, Hello hello) {
    this.asker = asker;
    this.hello = hello;
  }

  /// A suite and the answer in which it was chosen.
  record Pick(int code, Reply.Accepted answer) {}

  /// What is known of one version.
  ///
  /// @param hello that the server understands
  /// @param last the answer after the last pick, or to the first question
  record Result(
      Protocol protocol, Hello hello, List<Pick> picks, boolean complete, List<Reply> last) {

    Answer offered() {
      if (!picks.isEmpty()) {
        return Answer.YES;
      }
      return complete ? Answer.NO : Answer.UNKNOWN;
    }

    List<Integer> codes() {
      return picks.stream().map(Pick::code).toList();
    }

    List<Suite> suites() {
      return picks.stream()
          .map(pick ->
              new Suite(
                  protocol,
                  pick.code(),
                  Suites.name(pick.code()),
                  pick.answer().group().map(Group::bits).orElse(0)))
          .toList();
    }
  }

  static Result of(Asker asker, Protocol protocol, Optional<String> name) {
    List<List<Integer>> parts = Suites.parts(protocol);
    Hello hello = Hello.of(protocol, name, parts.getFirst());
    if (protocol == Protocol.TLS_1_3 && !(asker.ask(hello) instanceof Reply.Accepted)) {
      hello = hello.withShares();
    }
    SuiteScan scan = new SuiteScan(asker, hello);
    List<Reply> last = Collections.synchronizedList(new ArrayList<>());
    List<Supplier<List<Pick>>> tasks = new ArrayList<>();
    parts.forEach(part -> tasks.add(() -> scan.picks(part, last)));
    List<Pick> picks = Together.all(tasks).stream().reduce(scan::merge).orElseThrow();
    return new Result(protocol, hello, picks, scan.complete, List.copyOf(last));
  }

  private List<Pick> picks(List<Integer> part, List<Reply> last) {
    List<Integer> left = new ArrayList<>(part);
    List<Pick> picks = new ArrayList<>();
    while (!left.isEmpty()) {
      Reply reply = askTwice(left);
      if (!(reply instanceof Reply.Accepted answer)) {
        if (reply instanceof Reply.Unasked) {
          complete = false;
        }
        last.add(reply);
        break;
      }
      List<Integer> chosen = answer.suites().stream().filter(left::contains).toList();
      if (answer.version() != hello.protocol().code() || chosen.isEmpty()) {
        last.add(reply);
        break;
      }
      chosen.forEach(code -> picks.add(new Pick(code, answer)));
      left.removeAll(chosen);
      if (hello.protocol() == Protocol.SSL_2) {
        break;
      }
    }
    return picks;
  }

  // A connection lost once is no answer.
  private Reply askTwice(List<Integer> suites) {
    Reply reply = asker.ask(hello.withSuites(suites));
    boolean lost =
        reply instanceof Reply.Unasked
            || (reply instanceof Reply.Silence silence
                && silence.why().reason() != Exchange.Reason.TIMEOUT);
    return lost && !asker.box().isOver() ? asker.ask(hello.withSuites(suites)) : reply;
  }

  /// Joins what was asked for apart in the order the server would have chosen. Nearly always the
  /// better part comes first as a whole, which one question shows.
  private List<Pick> merge(List<Pick> better, List<Pick> worse) {
    if (better.isEmpty() || worse.isEmpty() || prefers(better.getLast(), worse.getFirst())) {
      return Stream.concat(better.stream(), worse.stream()).toList();
    }
    List<Pick> merged = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < better.size() && j < worse.size()) {
      merged.add(prefers(better.get(i), worse.get(j)) ? better.get(i++) : worse.get(j++));
    }
    merged.addAll(better.subList(i, better.size()));
    merged.addAll(worse.subList(j, worse.size()));
    return merged;
  }

  private boolean prefers(Pick one, Pick other) {
    return !(asker.ask(hello.withSuites(List.of(one.code(), other.code())))
            instanceof Reply.Accepted answer)
        || answer.suite() != other.code();
  }
}
