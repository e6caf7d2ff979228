// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.proof;

/// What must hold in a report; domain/reports.md 14 names and words it. Its text is `identity.<id>`
/// of the bundle `reports`.
public enum Identity {
  /// Release: credit less debit = gross + fees + taxes.
  R1,
  /// Release: one of credit and debit is zero, none is negative.
  R2,
  /// Release: each balance = the one before + credit - debit.
  R3,
  /// Release: opening + all movements = total.
  R4,
  /// Release: the next report opens with what this one closes with.
  R5,
  /// Release: reserves of one operation come to zero; what is left is held now.
  R6,
  /// Settlement: net = gross + fee + taxes.
  S1,
  /// Settlement: fee = sum of its components.
  S2,
  /// Settlement: real amount = net, unless reduced later.
  S3,
  /// Settlement: net has the sign of gross, taxes are not positive. Observed, not documented.
  S4,
  /// Settlement: the listed taxes come to the taxes.
  S5,
  /// MLB: the instalments of a sale come to its net.
  I1,
  /// Both: gross, fee, taxes and net of one payment agree.
  X1,
  /// Both: what an operation came to agrees.
  X3
}
