// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality.bulk;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.quality.QualityReport.Verdict;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a search has read so far, on disk before the next page is asked for: a line that says which
/// search it is, then a line for each page with the scores of its payments. A page is there whole
/// or not at all, so a search that was killed goes on and counts nothing twice. For one thread.
public final class Journal implements AutoCloseable {
  private static final int VERSION = 1;

  private final Path file;
  private final FileChannel channel;
  private Optional<Page> last;
  private long payments;

  private Journal(Path file, FileChannel channel, Optional<Page> last, long payments) {
    this.file = file;
    this.channel = channel;
    this.last = last;
    this.payments = payments;
  }

  /// Which search it is; another one must not go on with its pages.
  ///
  /// @param end the instant at which the search ends, fixed when it began
  /// @param rules by id, in the order of the outcomes
  record Search(
      String name, String product, int threshold, Instant begin, Instant end, List<String> rules) {}

  /// What one page brought.
  ///
  /// @param from and `to`: the window that was searched
  /// @param next offset of the page after it
  /// @param whole whether the window is through
  record Page(
      Instant from,
      Instant to,
      int next,
      boolean whole,
      List<PaymentScore> scores,
      long foreign,
      long unreadable,
      long twice) {}

  /// Opens the journal of a search, or begins it. A page that was being written when the process
  /// died is cut off.
  ///
  /// @param search its end is taken from the journal when there is one
  /// @param seen is told of every page that is there
  /// @throws PasajeException when the file belongs to another search
  static Journal open(Path file, Search search, Consumer<Page> seen) {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      Journal journal = new Journal(file, channel, Optional.empty(), 0);
      long whole = journal.read(search, seen);
      channel.truncate(whole);
      channel.position(whole);
      if (whole == 0) {
        journal.append(head(search));
      }
      return journal;
    } catch (IOException broken) {
      throw new UncheckedIOException(file.toString(), broken);
    }
  }

  /// When the search of a journal ends, so that one that goes on a day later ends where it began.
  static Optional<Instant> end(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      byte[] line = line(in);
      return line.length == 0
          ? Optional.empty()
          : Optional.of(Instant.parse(parsed(line).path("end").asString("")));
    } catch (DateTimeParseException | tools.jackson.core.JacksonException other) {
      throw other(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(file.toString(), broken);
    }
  }

  /// @return bytes of whole lines
  private long read(Search search, Consumer<Page> seen) throws IOException {
    long whole = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      byte[] line = line(in);
      if (line.length == 0) {
        return 0;
      }
      if (!parsed(line).equals(head(search))) {
        throw other(file);
      }
      while (line.length > 0) {
        whole += line.length;
        line = line(in);
        if (line.length > 0) {
          Page page = page(parsed(line), search.rules().size());
          payments += page.scores().size();
          last = Optional.of(page);
          seen.accept(page);
        }
      }
      return whole;
    } catch (tools.jackson.core.JacksonException
        | IllegalArgumentException
        | DateTimeParseException bad) {
      throw other(file);
    }
  }

  /// A line with its feed; nothing when it has none.
  private static byte[] line(InputStream in) throws IOException {
    java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      line.write(next);
      if (next == '\n') {
        return line.toByteArray();
      }
    }
    return new byte[0];
  }

  private static JsonNode parsed(byte[] line) {
    return tools.jackson.databind.json.JsonMapper.shared().readTree(line);
  }

  private static PasajeException other(Path file) {
    return new PasajeException(
        PasajeException.Kind.USAGE, "quality.journal", Map.of("file", file.toString()));
  }

  private static ObjectNode head(Search search) {
    ObjectNode head = JsonNodeFactory.instance.objectNode();
    head.put("qualityJournal", VERSION);
    head.put("search", search.name());
    head.put("product", search.product());
    head.put("threshold", search.threshold());
    head.put("begin", search.begin().toString());
    head.put("end", search.end().toString());
    ArrayNode rules = head.putArray("rules");
    search.rules().forEach(rules::add);
    return head;
  }

  void add(Page page) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("from", page.from().toString());
    node.put("to", page.to().toString());
    node.put("next", page.next());
    node.put("whole", page.whole());
    node.put("foreign", page.foreign());
    node.put("unreadable", page.unreadable());
    node.put("twice", page.twice());
    ArrayNode scores = node.putArray("scores");
    for (PaymentScore score : page.scores()) {
      scores
          .addArray()
          .add(score.type())
          .add(score.id())
          .add(score.day())
          .add(score.method())
          .add(score.variant())
          .add(score.value())
          .add(score.ceiling())
          .add(score.verdict().id())
          .add(score.outcomes());
    }
    append(node);
    last = Optional.of(page);
    payments += page.scores().size();
  }

  private static Page page(JsonNode node, int rules) {
    List<PaymentScore> scores = new ArrayList<>();
    for (JsonNode score : node.path("scores")) {
      String outcomes = score.path(8).asString("");
      if (outcomes.length() != rules) {
        throw new IllegalArgumentException("outcomes of other rules");
      }
      scores.add(
          new PaymentScore(
              score.path(0).asString(""),
              score.path(1).asString(""),
              score.path(2).asString(""),
              score.path(3).asString(""),
              score.path(4).asString(""),
              score.path(5).asInt(0),
              score.path(6).asInt(0),
              Verdict.valueOf(score.path(7).asString("").toUpperCase(java.util.Locale.ROOT)),
              outcomes));
    }
    return new Page(
        Instant.parse(node.path("from").asString("")),
        Instant.parse(node.path("to").asString("")),
        node.path("next").asInt(0),
        node.path("whole").asBoolean(false),
        scores,
        node.path("foreign").asLong(0),
        node.path("unreadable").asLong(0),
        node.path("twice").asLong(0));
  }

  private void append(ObjectNode line) {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException broken) {
      throw new UncheckedIOException(file.toString(), broken);
    }
  }

  /// The page that came last; empty when none did.
  Optional<Page> last() {
    return last;
  }

  /// How many payments are in it.
  long payments() {
    return payments;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(file.toString(), broken);
    }
  }
}
