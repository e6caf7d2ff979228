// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.proof;

import dev.pasaje.reports.Cents;
import dev.pasaje.reports.Field;
import dev.pasaje.reports.ReportRow;
import dev.pasaje.reports.RowClass;
import java.time.Instant;
import java.util.Arrays;

/// The rows of one report as columns of numbers, some 60 bytes each, chained by operation in the
/// order they came.
final class Movements {
  /// A row without a date: before all others.
  static final long UNDATED = Long.MIN_VALUE;

  private static final int PAYS = 1;
  private static final int OF_BRAZIL = 2;

  private long[] at = new long[1 << 10];
  private long[] gross = new long[1 << 10];
  private long[] fees = new long[1 << 10];
  private long[] taxes = new long[1 << 10];
  private long[] net = new long[1 << 10];
  private long[] line = new long[1 << 10];
  private short[] file = new short[1 << 10];
  private byte[] flags = new byte[1 << 10];
  private byte[] instalments = new byte[1 << 10];
  private int[] next = new int[1 << 10];
  private int[] first = {};
  private int[] last = {};
  private int size;

  /// What one operation came to up to a moment, in cents.
  ///
  /// @param payment the first row that is a payment or payout; -1 when none is
  /// @param payments how many are
  record Sum(int payment, int payments, long net) {}

  /// @param fileNumber and `millis`: where and when it was
  void add(int source, int fileNumber, ReportRow row, long millis) {
    if (size == at.length) {
      grow(size + (size >> 1));
    }
    int place = size++;
    at[place] = millis;
    gross[place] = Cents.of(row.gross());
    fees[place] = Cents.of(row.fees());
    taxes[place] = Cents.of(row.taxes());
    net[place] = Cents.of(row.net());
    line[place] = row.line();
    file[place] = (short) fileNumber;
    boolean pays = row.kind() == RowClass.PAYMENT || row.kind() == RowClass.PAYOUT;
    boolean brazil = row.currency().filter("BRL"::equals).isPresent();
    flags[place] = (byte) ((pays ? PAYS : 0) | (brazil ? OF_BRAZIL : 0));
    instalments[place] =
        (byte) Math.clamp(row.fields().count(Field.INSTALLMENTS).orElse(1), 1, Byte.MAX_VALUE);
    next[place] = -1;
    chain(source, place);
  }

  private void chain(int source, int place) {
    if (source >= first.length) {
      int before = first.length;
      int wanted = Math.max(1 << 10, Math.max(source + 1, before + (before >> 1)));
      first = Arrays.copyOf(first, wanted);
      last = Arrays.copyOf(last, wanted);
      Arrays.fill(first, before, wanted, -1);
    }
    if (first[source] < 0) {
      first[source] = place;
    } else {
      next[last[source]] = place;
    }
    last[source] = place;
  }

  private void grow(int wanted) {
    at = Arrays.copyOf(at, wanted);
    gross = Arrays.copyOf(gross, wanted);
    fees = Arrays.copyOf(fees, wanted);
    taxes = Arrays.copyOf(taxes, wanted);
    net = Arrays.copyOf(net, wanted);
    line = Arrays.copyOf(line, wanted);
    file = Arrays.copyOf(file, wanted);
    flags = Arrays.copyOf(flags, wanted);
    instalments = Arrays.copyOf(instalments, wanted);
    next = Arrays.copyOf(next, wanted);
  }

  /// @param source of [SourceIds]
  boolean knows(int source) {
    return source < first.length && first[source] >= 0;
  }

  Sum until(int source, Instant until) {
    long limit = until.toEpochMilli();
    int payment = -1;
    int payments = 0;
    long sum = 0;
    for (int place = first[source]; place >= 0; place = next[place]) {
      if (at[place] > limit) {
        continue;
      }
      sum += net[place];
      if ((flags[place] & PAYS) != 0) {
        payment = payments == 0 ? place : payment;
        payments++;
      }
    }
    return new Sum(payment, payments, sum);
  }

  long gross(int place) {
    return gross[place];
  }

  long fees(int place) {
    return fees[place];
  }

  long taxes(int place) {
    return taxes[place];
  }

  long net(int place) {
    return net[place];
  }

  long line(int place) {
    return line[place];
  }

  int file(int place) {
    return file[place] & 0xFFFF;
  }

  boolean isInParts(int place) {
    return instalments[place] > 1;
  }

  /// Whether so much is one of the equal instalments, but for rounding, in which the money of this
  /// sale comes; only in Brazil (domain/reports.md 17).
  boolean isOneOf(int place, long part) {
    long count = instalments[place];
    return count > 1
        && (flags[place] & OF_BRAZIL) != 0
        && Math.abs(part * count - gross[place]) <= count * count;
  }
}
