// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The server uses an official SDK, told by the signature it leaves in the headers.
///
/// Signature: domain/quality.md A6 (read in the Java SDK 3.5.0). Product ids of other SDKs are not
/// public; their `User-Agent` follows the same form.
final class BackEndSdk implements QualityRule.Judgement {
  private static final Pattern USER_AGENT = Pattern.compile("^MercadoPago .* SDK/");
  private static final Set<String> PRODUCT_IDS = Set.of("BC32A7VTRPP001U8NHJ0");

  @Override
  public Outcome judge(QualityFacts facts) {
    Optional<String> agent = facts.header("User-Agent");
    Optional<String> tracking = facts.header("X-Tracking-Id");
    Optional<String> product = facts.header("X-Product-Id");
    if (agent.filter(text -> USER_AGENT.matcher(text).find()).isPresent()) {
      return Outcome.passed(Evidence.header("User-Agent", agent.get()));
    }
    if (tracking.filter(text -> text.contains("type:SDK")).isPresent()) {
      return Outcome.passed(Evidence.header("X-Tracking-Id", tracking.get()));
    }
    if (product.filter(PRODUCT_IDS::contains).isPresent()) {
      return Outcome.passed(Evidence.header("X-Product-Id", product.get()));
    }
    List<Evidence> looked =
        List.of(
            Evidence.header("User-Agent", agent.orElse(null)).expecting("MercadoPago … SDK/…"),
            Evidence.header("X-Tracking-Id", tracking.orElse(null)).expecting("type:SDK…"),
            Evidence.header("X-Product-Id", product.orElse(null)));
    if (facts.headersGiven()) {
      return new Outcome.Failed(looked);
    }
    return facts
        .evidence()
        .declared("back-end-sdk")
        .map(answer -> {
          Evidence declared = Declaration.evidence("back-end-sdk", answer);
          return answer.answer() ? Outcome.passed(declared) : Outcome.failed(declared);
        })
        .orElseGet(() -> new Outcome.Unknown(Ignorance.ONLY_IN_THE_REQUEST, looked));
  }

  @Override
  public Ending end(QualityFacts facts) {
    if (facts.headersGiven()) {
      return Ending.of(judge(facts));
    }
    Optional<Declared> answer = facts.evidence().declared("back-end-sdk");
    return answer.isEmpty() ? Ending.UNKNOWN : Ending.of(answer.get().answer());
  }
}
