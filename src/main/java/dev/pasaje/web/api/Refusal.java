// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.web.api;

import java.util.Map;

/// A request that is not done: a status and a text of the bundle `api`.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final transient Map<String, String> arguments;

  Refusal(Problem problem, Map<String, String> arguments) {
    super(problem.id(), null, false, false);
    this.problem = problem;
    this.arguments = Map.copyOf(arguments);
  }

  Refusal(Problem problem) {
    this(problem, Map.of());
  }

  Problem problem() {
    return problem;
  }

  Map<String, String> arguments() {
    return arguments;
  }
}
