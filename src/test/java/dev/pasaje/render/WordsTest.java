// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.Aspect;
import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Severity;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import dev.pasaje.quality.QualityReport;
import dev.pasaje.readiness.Readiness;
import dev.pasaje.readiness.Verdict;
import dev.pasaje.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void everything_a_report_can_speak_of_has_a_word_in_every_language() {
    for (Language language : Language.values()) {
      Words words = new Words(language);
      List<String> said = new ArrayList<>();
      Stream.of(Aspect.values()).map(words::aspect).forEach(said::add);
      Stream.of(Severity.values()).map(words::severity).forEach(said::add);
      Stream.of(Severity.values()).map(words::severityMeans).forEach(said::add);
      Stream.of(Requirement.values()).map(words::requirement).forEach(said::add);
      Stream.of(Product.values()).map(words::product).forEach(said::add);
      Stream.of(Site.values()).map(words::site).forEach(said::add);
      Stream.of(Evidence.Kind.values()).map(words::kind).forEach(said::add);
      Stream.of(Outcome.Inapplicability.values()).map(words::reason).forEach(said::add);
      Stream.of(Outcome.Ignorance.values()).map(words::reason).forEach(said::add);
      Stream.of(Outcome.Ignorance.values()).map(words::hint).forEach(said::add);
      Stream.of(Verdict.values()).map(one -> words.verdict(one.id())).forEach(said::add);
      Stream.of(QualityReport.Verdict.values())
          .map(one -> words.verdict(one.id()))
          .forEach(said::add);
      for (CheckInfo check : Readiness.catalog().all()) {
        said.add(words.title(check));
        said.add(words.problem(check, List.of()));
        said.add(words.why(check));
        said.add(words.remedy(check, List.of()));
      }

      assertThat(said).allSatisfy(word -> assertThat(word).isNotBlank());
    }
  }
}
