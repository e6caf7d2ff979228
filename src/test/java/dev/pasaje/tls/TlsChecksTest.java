// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static dev.pasaje.tls.TlsHosts.AT;
import static dev.pasaje.tls.TlsHosts.HTTP;
import static dev.pasaje.tls.TlsHosts.HTTPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Severity;
import dev.pasaje.http.Exchange.Reason;
import dev.pasaje.integration.Product;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

/// Each check on facts that are all right but for one thing.
class TlsChecksTest {
  private static final TlsProfile INTERMEDIATE = TlsProfile.named("intermediate");

  @TestFactory
  Stream<DynamicTest> each_check_finds_what_it_is_about() {
    return TlsCheckCases.ALL.stream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.check() + " " + one.expected(),
                () ->
                    assertThat(outcome(one.check(), one.facts()))
                        .as("%s", one.facts())
                        .isEqualTo(one.expected())));
  }

  private static String outcome(String check, TlsFacts facts) {
    return finding(check, facts).outcome().id();
  }

  private static Finding finding(String check, TlsFacts facts) {
    return Tls.judge(facts, INTERMEDIATE, Product.CHECKOUT_PRO).stream()
        .filter(finding -> finding.info().id().equals(check))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void every_check_is_shown_passing_and_failing() {
    Set<String> failing =
        TlsCheckCases.ALL.stream()
            .filter(one -> one.expected().equals("failed"))
            .map(TlsCheckCases.Case::check)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> passing =
        TlsCheckCases.ALL.stream()
            .filter(one -> one.expected().equals("passed"))
            .map(TlsCheckCases.Case::check)
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> ids = TlsChecks.ALL.stream().map(CheckInfo::id).toList();

    assertThat(failing).containsExactlyElementsOf(ids);
    assertThat(passing).containsExactlyElementsOf(ids);
    assertThat(ids).isSorted();
  }

  @Test
  void silence_of_a_host_is_never_a_pass() {
    TlsHosts host = new TlsHosts();
    host.failure = Optional.of(TlsHosts.failure(Reason.TIMEOUT));
    host.plain = Optional.of(TlsHosts.failed(HTTP, Reason.TIMEOUT));
    host.secure = List.of(TlsHosts.failed(HTTPS, Reason.TIMEOUT));

    assertThat(Tls.judge(host.facts(), INTERMEDIATE, Product.BRICKS))
        .filteredOn(finding -> !finding.info().id().equals("api-unreachable-over-tls"))
        .noneMatch(Finding::passed)
        .filteredOn(finding -> finding.info().severity() == Severity.BLOCKER)
        .allMatch(Finding::unknown);
  }

  @Test
  void a_failure_at_one_host_outweighs_the_silence_of_another() {
    TlsHosts silent = new TlsHosts();
    silent.failure = Optional.of(TlsHosts.failure(Reason.TIMEOUT));
    TlsHosts expired = new TlsHosts();
    expired.until = AT.minusSeconds(1);
    TlsFacts both = new TlsFacts(AT, List.of(silent.host(), expired.host()), Optional.empty());

    assertThat(outcome("certificate-expired", both)).isEqualTo("failed");
    assertThat(outcome("certificate-wrong-host", both)).isEqualTo("unknown");
  }

  @Test
  void an_address_that_this_machine_has_no_way_to_says_nothing_of_the_host() {
    TlsHosts host = new TlsHosts();
    TlsHosts six = new TlsHosts();
    six.failure = Optional.of(Failures.of(new SocketException("Network is unreachable")));
    host.second = Optional.of(six.endpoint("2001:db8::1"));
    TlsFacts seen = host.facts();
    TlsFacts nothing = new TlsFacts(AT, List.of(six.host()), Optional.empty());

    assertThat(Tls.judge(seen, INTERMEDIATE, Product.BRICKS))
        .as("as with one address")
        .isEqualTo(Tls.judge(new TlsHosts().facts(), INTERMEDIATE, Product.BRICKS));
    assertThat(outcome("certificate-expired", nothing)).isEqualTo("unknown");
    assertThat(Failures.of(new NoRouteToHostException("Cannot assign requested address")).reason())
        .isEqualTo(Reason.NO_ROUTE);
    assertThat(Failures.of(new SocketException("Connection reset")).reason())
        .isEqualTo(Reason.BROKEN);
  }

  @Test
  void without_hosts_a_site_is_asked_for_only_where_one_must_be() {
    TlsFacts none = new TlsFacts(AT, List.of(), Optional.empty());

    assertThat(Tls.judge(none, INTERMEDIATE, Product.CHECKOUT_API))
        .filteredOn(finding -> !finding.info().id().equals("api-unreachable-over-tls"))
        .allMatch(Finding::unknown);
    assertThat(Tls.judge(none, INTERMEDIATE, Product.QR))
        .allMatch(finding -> finding.outcome().id().equals("not-applicable"));
  }

  @Test
  void the_address_is_named_only_when_addresses_differ() {
    TlsHosts host = new TlsHosts();
    host.until = AT.minusSeconds(1);
    TlsFacts alone = host.facts();
    host.second = Optional.of(host.endpoint("2001:db8::1"));
    TlsFacts alike = host.facts();
    host.second = Optional.of(new TlsHosts().endpoint("2001:db8::1"));
    TlsFacts different = host.facts();

    assertThat(where(alone)).containsExactly("shop.example");
    assertThat(where(alike)).containsExactly("shop.example");
    assertThat(where(different)).containsExactly("shop.example (192.0.2.1)");
  }

  private static List<String> where(TlsFacts facts) {
    return finding("certificate-expired", facts).outcome().evidence().stream()
        .map(evidence -> evidence.where())
        .toList();
  }

  @Test
  void facts_survive_a_file_and_are_judged_alike() {
    JsonMapper json = JsonMapper.builder().build();
    TlsFacts facts = new TlsHosts().facts();

    TlsFacts read = json.readValue(json.writeValueAsString(facts), TlsFacts.class);

    assertThat(read).isEqualTo(facts);
    assertThat(Tls.judge(read, INTERMEDIATE, Product.BRICKS))
        .isEqualTo(Tls.judge(facts, INTERMEDIATE, Product.BRICKS));
  }

  @Test
  void every_check_has_its_four_texts() {
    for (Language language : Language.values()) {
      for (CheckInfo check : TlsChecks.ALL) {
        for (String part : List.of("title", "problem", "why", "remedy")) {
          assertThat(Texts.of("tls", language).find(check.id() + "." + part)).isPresent();
        }
      }
    }
  }
}
