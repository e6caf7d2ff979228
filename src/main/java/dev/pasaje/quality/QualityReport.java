// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Aspect;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Score;
import dev.pasaje.integration.Product;
import dev.pasaje.integration.Site;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The integration quality of one payment or order.
///
/// @param site empty when the evidence does not say it
/// @param findings every rule of the product, worst first
public record QualityReport(
    Subject subject,
    Product product,
    Optional<Site> site,
    Score score,
    Verdict verdict,
    List<Finding> findings) {

  /// What was judged: `payment` or `order`, and its id.
  public record Subject(String type, String id) {}

  /// The band, after Mercado Pago's words; domain/quality.md A1, A7.
  public enum Verdict {
    /// Everything scored passed.
    IDEAL,
    /// At least the threshold, and nothing mandatory failed.
    APPROVED,
    /// Under the threshold, or something mandatory failed.
    BELOW,
    /// What is unknown decides.
    UNDETERMINED;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public QualityReport {
    findings = findings.stream().sorted(Finding.WORST_FIRST).toList();
  }

  /// The band that follows from a score and its findings.
  public static Verdict judge(Score score, List<Finding> findings) {
    boolean mandatoryFailed = false;
    boolean mandatoryUnknown = false;
    boolean open = false;
    for (Finding finding : findings) {
      boolean mandatory = finding.info().severity().mandatory();
      mandatoryFailed |= mandatory && finding.failed();
      mandatoryUnknown |= mandatory && finding.unknown();
      open |= finding.weight() > 0 && (finding.failed() || finding.unknown());
    }
    return judge(score, mandatoryFailed, mandatoryUnknown, open);
  }

  /// @param open whether anything scored has failed or is unknown
  static Verdict judge(
      Score score, boolean mandatoryFailed, boolean mandatoryUnknown, boolean open) {
    if (mandatoryFailed || score.ceiling() < score.threshold()) {
      return Verdict.BELOW;
    }
    if (mandatoryUnknown || score.floor() < score.threshold()) {
      return Verdict.UNDETERMINED;
    }
    return open ? Verdict.APPROVED : Verdict.IDEAL;
  }

  /// The same report after somebody answered for some findings: the findings say so, what is waived
  /// neither blocks nor scores in the verdict, and the score stays what it was without waivers.
  public QualityReport withWaivers(List<Finding> answered) {
    List<Finding> open = answered.stream().filter(finding -> !finding.waived()).toList();
    Verdict waived =
        Score.of(open, score.threshold()).map(rest -> judge(rest, open)).orElse(verdict);
    return new QualityReport(subject, product, site, score, waived, answered);
  }

  /// The score without the waived findings; empty when none is waived or nothing scored is left.
  public Optional<Score> scoreWithWaivers() {
    List<Finding> open = findings.stream().filter(finding -> !finding.waived()).toList();
    return open.size() == findings.size() ? Optional.empty() : Score.of(open, score.threshold());
  }

  /// The score of each aspect that has something scored and applicable.
  public Map<Aspect, Score> byAspect() {
    Map<Aspect, Score> scores = new EnumMap<>(Aspect.class);
    for (Aspect aspect : Aspect.values()) {
      Score.of(
              findings.stream().filter(finding -> finding.info().aspect() == aspect).toList(),
              score.threshold())
          .ifPresent(aspectScore -> scores.put(aspect, aspectScore));
    }
    return scores;
  }
}
