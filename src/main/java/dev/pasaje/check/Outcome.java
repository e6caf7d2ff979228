// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.check;

import java.util.List;
import java.util.Locale;

/// What a check found. "Could not look" is an outcome of its own and is never a pass.
public sealed interface Outcome {
  List<Evidence> evidence();

  /// The word in JSON and in texts: `passed`, `failed`, `not-applicable`, `unknown`.
  String id();

  record Passed(List<Evidence> evidence) implements Outcome {
    public Passed {
      evidence = List.copyOf(evidence);
    }

    @Override
    public String id() {
      return "passed";
    }
  }

  record Failed(List<Evidence> evidence) implements Outcome {
    public Failed {
      evidence = List.copyOf(evidence);
    }

    @Override
    public String id() {
      return "failed";
    }
  }

  record NotApplicable(Inapplicability reason, List<Evidence> evidence) implements Outcome {
    public NotApplicable {
      evidence = List.copyOf(evidence);
    }

    @Override
    public String id() {
      return "not-applicable";
    }
  }

  record Unknown(Ignorance reason, List<Evidence> evidence) implements Outcome {
    public Unknown {
      evidence = List.copyOf(evidence);
    }

    @Override
    public String id() {
      return "unknown";
    }
  }

  /// Why a check does not apply; texts `inapplicability.<id>` in the bundle `check`.
  enum Inapplicability {
    /// The payment is not made with a card.
    NOT_A_CARD_PAYMENT,
    /// The rule is for other countries.
    OTHER_SITE,
    /// The rule is for other products.
    OTHER_PRODUCT,
    /// The merchant does not use what the rule is about.
    NOT_USED,
    /// What the rule compares was not given: there is no test pair, for one.
    NOTHING_TO_COMPARE,
    /// An earlier failure already says it all.
    COVERED_BY_ANOTHER;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Why a check could not look; texts `ignorance.<id>` in the bundle `check`.
  enum Ignorance {
    /// The stored payment does not hold it; a captured request would.
    ONLY_IN_THE_REQUEST,
    /// Nothing that was given says it.
    NOT_IN_THE_EVIDENCE,
    /// Only the merchant can tell, and has not declared it.
    NOT_DECLARED,
    /// The site was not measured.
    SITE_NOT_MEASURED,
    /// The address to look at is not in the settings.
    NOT_CONFIGURED,
    /// Only a browser shows it, and none was found or allowed.
    NO_BROWSER,
    /// The host is at a private or loopback address, which is not measured unless allowed.
    PRIVATE_ADDRESS,
    /// It changes something or costs something, so it is done only when asked for.
    NOT_ASKED,
    /// There are payments, and too few to say anything of all.
    TOO_FEW_PAYMENTS,
    /// The API or the site could not be reached or did not answer in time.
    NO_ANSWER,
    /// The API refused the credentials.
    REFUSED;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Outcome passed(Evidence... evidence) {
    return new Passed(List.of(evidence));
  }

  static Outcome failed(Evidence... evidence) {
    return new Failed(List.of(evidence));
  }

  static Outcome notApplicable(Inapplicability reason, Evidence... evidence) {
    return new NotApplicable(reason, List.of(evidence));
  }

  static Outcome unknown(Ignorance reason, Evidence... evidence) {
    return new Unknown(reason, List.of(evidence));
  }
}
