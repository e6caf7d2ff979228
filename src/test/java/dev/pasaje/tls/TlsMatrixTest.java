// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.tls.lab.Lab;
import dev.pasaje.tls.lab.LabCase;
import dev.pasaje.tls.lab.LabCases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every server of the lab, each with one fault: that fault is found and no other.
class TlsMatrixTest {
  /// Far more than is needed; a busy machine must not turn a finding into an unknown.
  private static final Duration AMPLE = Duration.ofSeconds(40);

  private static final Duration SHORT = Duration.ofSeconds(2);

  /// What no server of the lab reaches: its JVM knows no post-quantum group.
  private static final Set<String> BEYOND = Set.of("mozilla-modern-not-met");

  static final List<LabCase> CASES = LabCases.ALL;

  @TempDir private static Path directory;

  private static Lab lab;
  private static final Map<String, LabVerdict> VERDICTS = new TreeMap<>();
  private static Duration silent = Duration.ZERO;

  @BeforeAll
  static void measure() throws IOException, ExecutionException, InterruptedException {
    lab = Lab.start(directory, InstantSource.system().instant());
    try (var threads = Executors.newFixedThreadPool(4)) {
      Map<String, Future<LabVerdict>> looks = new TreeMap<>();
      for (LabCase one : CASES) {
        looks.put(one.name(), threads.submit(() -> look(one)));
      }
      for (Map.Entry<String, Future<LabVerdict>> look : looks.entrySet()) {
        VERDICTS.put(look.getKey(), look.getValue().get());
      }
    }
  }

  private static LabVerdict look(LabCase one) {
    if (!one.name().equals("silent")) {
      return LabVerdict.of(one, lab, AMPLE);
    }
    long begin = System.nanoTime();
    LabVerdict verdict = LabVerdict.of(one, lab, SHORT);
    silent = Duration.ofNanos(System.nanoTime() - begin);
    return verdict;
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void a_server_is_found_to_have_its_own_fault_and_no_other(LabCase one) {
    Set<String> failed = new TreeSet<>(verdict(one.name()).failed());
    failed.removeAll(BEYOND);
    assertThat(failed).as(one.name()).isEqualTo(new TreeSet<>(one.fails()));
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void a_server_gets_its_grade(LabCase one) {
    assertThat(verdict(one.name()).grade()).as(one.name()).isEqualTo(one.grade());
  }

  @Test
  void a_server_that_never_answers_costs_its_limit_and_its_checks_are_unknown() {
    LabVerdict verdict = verdict("silent");
    assertThat(silent).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
    assertThat(verdict.failed()).isEmpty();
    assertThat(verdict.unknown())
        .contains("tls-not-answering", "certificate-expired", "old-tls-offered", "hsts-missing");
  }

  @Test
  void nothing_is_unknown_of_a_good_server() {
    assertThat(verdict("good-both").unknown())
        // There was no way to the API to be tried.
        .isSubsetOf("api-unreachable-over-tls");
  }

  @Test
  void there_are_cases_enough_and_their_names_are_their_own() {
    assertThat(CASES).hasSizeGreaterThan(50);
    assertThat(CASES).extracting(LabCase::name).doesNotHaveDuplicates();
    assertThat(CASES).extracting(LabCase::fails).contains(Set.of());
  }

  private static LabVerdict verdict(String name) {
    return Objects.requireNonNull(VERDICTS.get(name), name);
  }
}
