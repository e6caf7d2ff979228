// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.journal;

import java.nio.file.Path;

/// The journal cannot be used; nothing in it was changed.
public final class JournalException extends RuntimeException {
  private final Problem problem;
  private final String file;
  private final int line;
  private final String why;

  /// What is wrong.
  public enum Problem {
    /// The directory or file cannot be read or written.
    UNREADABLE,
    /// Another emulator has it open.
    IN_USE,
    /// A line is not what an emulator wrote.
    DAMAGED
  }

  JournalException(Problem problem, Path file, int line, String why) {
    super(file + ":" + line + ": " + why);
    this.problem = problem;
    this.file = file.toString();
    this.line = line;
    this.why = why;
  }

  public Problem problem() {
    return problem;
  }

  public String file() {
    return file;
  }

  /// From 1; 0 when it is not about a line.
  public int line() {
    return line;
  }

  public String why() {
    return why;
  }
}
