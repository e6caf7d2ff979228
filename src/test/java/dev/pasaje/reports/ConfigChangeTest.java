// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.reports.client.ConfigChange;
import dev.pasaje.reports.client.OperationsSetup;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The difference that is shown: named as it is set, complete, and without secrets.
class ConfigChangeTest {
  private static ObjectNode json(String text) {
    return (ObjectNode) new JsonMapper().readTree(text.replace('\'', '"'));
  }

  private static List<String> lines(String before, String... settings) {
    ObjectNode old = json(before);
    return ConfigChange.of(Optional.of(old), old, List.of(settings)).lines();
  }

  @Test
  void what_stands_inside_is_named_as_it_is_set() {
    assertThat(
            lines(
                "{'frequency':{'hour':3,'type':'daily'},'separator':','}",
                "frequency.hour=5",
                "separator=;",
                "report_translation=es"))
        .containsExactly(
            "- frequency.hour: 3",
            "+ frequency.hour: 5",
            "+ report_translation: es",
            "- separator: ,",
            "+ separator: ;");
    assertThat(lines("{'a':{'b':1}}", "a.b=1")).isEmpty();
    assertThat(lines("{}", "empty={}")).containsExactly("+ empty: {}");
    assertThat(lines("{'a':{'b':1}}", "a=2")).containsExactly("- a: {\"b\":1}", "+ a: 2");
  }

  @Test
  void columns_are_keys_and_json_is_taken_as_such() {
    assertThat(lines("{}", "structure.columns=status, operation_id"))
        .containsExactly("+ structure.columns: status operation_id");
    assertThat(lines("{}", "list=[1,\"two\"]")).containsExactly("+ list: [1,\"two\"]");
    assertThatThrownBy(() -> lines("{}", "list=[1,")).isInstanceOf(PasajeException.class);
  }

  @Test
  void no_secret_is_ever_shown() {
    String before =
        """
        {'sftp_info':{'server':'s','password':'pass-1'},
         'notifiers':[{'type':'webhook','data':{'url':'u','key':'key-1'}},
          {'type':'ftp_pkey','data':{'server':'s','private_key':'pem-1'}}]}
        """;
    List<String> lines =
        lines(
            before,
            "sftp_info.password=pass-2",
            "notifiers=[{\"type\":\"ftp\",\"data\":{\"password\":\"pass-3\"}}]");

    assertThat(lines).hasSize(4);
    assertThat(String.join("\n", lines))
        .contains("[REDACTED]", "\"type\":\"ftp_pkey\"")
        .doesNotContain("pass-", "key-1", "pem-1");
    ObjectNode notified =
        OperationsSetup.notifying(json("{}"), URI.create("http://x.example/n"), Secret.of("key-9"));
    assertThat(new ConfigChange(Optional.empty(), notified).lines())
        .containsExactly(
            "+ notifiers: [{\"type\":\"webhook\",\"data\":{\"url\":\"http://x.example/n\",\"key\":\"[REDACTED]\"}}]");
    assertThat(notified.at("/notifiers/0/data/key").stringValue()).isEqualTo("key-9");
  }

  @Test
  void the_webhook_that_is_there_is_changed_and_the_other_channels_stay() {
    ObjectNode before =
        json(
            """
            {'notifiers':[{'id':'1','type':'internal_sftp','data':{}},
             {'id':'2','type':'webhook','data':{'url':'old'}}]}
            """);

    ObjectNode after =
        OperationsSetup.notifying(before, URI.create("http://x.example/n"), Secret.of("k"));

    assertThat(after.path("notifiers")).hasSize(2);
    assertThat(after.at("/notifiers/1/id").stringValue()).isEqualTo("2");
    assertThat(after.at("/notifiers/1/data/url").stringValue()).isEqualTo("http://x.example/n");
    assertThatThrownBy(() -> OperationsSetup.check(before)).hasMessageContaining("would lose it");
    assertThatThrownBy(() -> OperationsSetup.check(json("{}"))).hasMessageContaining("channel");
    OperationsSetup.check(after);
  }
}
