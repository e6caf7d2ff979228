// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.approval.StatusDetail.Api;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The tables of domain/quality.md B2 and B4, all of them.
class StatusDetailsTest {
  private static final Path DOMAIN = Path.of("../shared/domain/quality.md");

  private static long count(Api api, String status) {
    return StatusDetails.ALL.stream()
        .filter(one -> one.api() == api && (status.isEmpty() || one.status().equals(status)))
        .count();
  }

  @Test
  void every_detail_of_b2_and_b4_is_there() {
    assertThat(count(Api.PAYMENTS, "")).isEqualTo(58);
    assertThat(count(Api.PAYMENTS, "rejected")).isEqualTo(35);
    assertThat(count(Api.PAYMENTS, "pending")).isEqualTo(8);
    assertThat(count(Api.ORDERS, "")).isEqualTo(44);
    assertThat(count(Api.ORDERS, "failed")).isEqualTo(16);
    assertThat(StatusDetails.MESSAGES).hasSize(27);
  }

  @Test
  void every_row_of_b2_says_what_the_domain_says() throws IOException {
    List<List<String>> rows = rows("## B2", "Official grouping", 8);
    Set<String> named = new TreeSet<>();
    for (List<String> row : rows) {
      for (String detail : words(row.get(1))) {
        StatusDetail ours = StatusDetails.of(Api.PAYMENTS, row.get(0), detail);
        named.add(row.get(0) + "/" + detail);
        assertThat(ours.known()).as(row.toString()).isTrue();
        assertThat(row.get(4).split("/")).as(row.toString()).contains(ours.blame().id());
        assertThat(ours.retry().id()).as(row.toString()).isEqualTo(row.get(5));
        assertThat(ours.message()).as(row.toString()).isEqualTo(row.get(7));
      }
    }
    assertThat(named).hasSize(58);
  }

  @Test
  void every_row_of_b4_says_what_the_domain_says() throws IOException {
    for (List<String> row : rows("Transaction (`transactions.payments[]`)", "## B5", 5)) {
      for (String detail : words(row.get(0).replaceFirst(" \\(as failed\\)", ""))) {
        StatusDetail ours = StatusDetails.of(Api.ORDERS, "failed", detail);
        assertThat(ours.known()).as(row.toString()).isTrue();
        assertThat(row.get(1).split("/")).as(row.toString()).contains(ours.family().id());
        assertThat(ours.message()).as(row.toString()).isEqualTo(row.get(3));
        assertThat(row.get(4)).as(row.toString()).startsWith(ours.retry().id());
      }
    }
    for (List<String> row : rows("Order level", "Point life cycle", 5)) {
      if (!row.get(1).startsWith("see ") && !row.get(0).equals("failed")) {
        for (String detail : words(row.get(1).replaceAll("\\([^)]*\\)", ""))) {
          assertThat(StatusDetails.of(Api.ORDERS, row.get(0), detail).known())
              .as("%s %s", row, detail)
              .isTrue();
        }
      }
    }
  }

  /// The rows of one table; the test is skipped where the domain's pages are not at hand.
  private static List<List<String>> rows(String from, String to, int columns) throws IOException {
    Assumptions.assumeTrue(Files.exists(DOMAIN));
    String page = Files.readString(DOMAIN);
    int begin = page.indexOf(from);
    List<List<String>> rows = new ArrayList<>();
    for (String line : page.substring(begin, page.indexOf(to, begin)).lines().toList()) {
      List<String> cells =
          Arrays.stream(line.replaceFirst("^\\|", "").split("\\|")).map(String::strip).toList();
      if (line.startsWith("| ")
          && cells.size() >= Math.min(columns, 4)
          && !cells.getFirst().startsWith("status")) {
        rows.add(cells);
      }
    }
    assertThat(rows).isNotEmpty();
    return rows;
  }

  private static List<String> words(String cell) {
    Matcher word =
        Pattern.compile("[a-z0-9][a-z0-9_]+").matcher(cell.replaceAll("\\([^)]*\\)", ""));
    return word.results().map(java.util.regex.MatchResult::group).collect(Collectors.toList());
  }

  @Test
  void both_spellings_of_cancelled_are_one() {
    for (String status : List.of("canceled", "cancelled")) {
      for (String detail :
          List.of(
              "canceled",
              "cancelled",
              "canceled_by_api",
              "cancelled_by_api",
              "canceled_on_terminal",
              "cancelled_in_terminal",
              "canceled_transaction",
              "cancelled_transaction")) {
        assertThat(StatusDetails.of(Api.ORDERS, status, detail).known()).as(detail).isTrue();
      }
    }
  }

  @Test
  void a_new_word_falls_to_the_unknown_family() {
    StatusDetail one = StatusDetails.of(Api.PAYMENTS, "rejected", "cc_rejected_by_the_moon");

    assertThat(one.known()).isFalse();
    assertThat(one.family()).isEqualTo(StatusDetail.Family.UNKNOWN);
    assertThat(one.message()).isEqualTo("TECH");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_detail_has_its_words(Language language) {
    Set<String> keys = Texts.of("approval", language).keys();
    for (StatusDetail one : StatusDetails.ALL) {
      assertThat(keys)
          .contains(
              "topic." + one.topic() + ".meaning",
              "topic." + one.topic() + ".action",
              "message." + one.message(),
              "blame." + one.blame().id(),
              "retry." + one.retry().id(),
              "family." + one.family().id(),
              "advice." + one.family().id());
    }
    for (Analysis.Kind kind : Analysis.Kind.values()) {
      assertThat(keys)
          .contains(
              "finding." + kind.id() + ".title",
              "finding." + kind.id() + ".problem",
              "finding." + kind.id() + ".remedy");
    }
    for (Datum datum : Datum.values()) {
      assertThat(keys).contains("datum." + datum.id());
    }
    for (Dimension dimension : Dimension.values()) {
      assertThat(keys).contains("dimension." + dimension.id());
    }
    for (Attempts.Left left : Attempts.Left.values()) {
      assertThat(keys).contains("left." + left.id());
    }
  }
}
